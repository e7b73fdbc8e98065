import { describe, expect, it } from "@jest/globals";
import { ConversationalAutomationLifecycle } from "../../../provider/lifecycle/conversational-automation.js";
import { UNKNOWN } from "../../../settings/unknown.js";
import { inputsWith } from "../../support/lifecycle.js";

const lifecycle = new ConversationalAutomationLifecycle(() => Promise.reject(new Error("A check makes no call.")));
const DECLARED_BY = 'The number 8613000000000 of the fleet "support", with the profile "german".';
const WITH_TWO_PROBLEMS = inputsWith({ prompts: ["1", "2", "3", "4", "5"], onDelete: "keep" });

const reasonsOf = (inputs: Record<string, unknown>) => lifecycle.check(inputs).failures.map(({ reason }) => reason);

describe("a check's failure", () => {
  it("begins with the place, and with the value of a property that cannot be secret", () => {
    const { failures } = lifecycle.check({
      custSpaceId: "cams 1",
      phoneNumber: "+49 30\u009b000000",
      enableWelcomeMessage: 1,
      prompts: ["correct horse 🎉"],
      commands: "battery",
      onDelete: "keep".repeat(20),
      prompt: "staple",
    });
    expect(failures.map(({ reason }) => reason.split(" Expected ")[0])).toEqual([
      'custSpaceId "cams 1":',
      'phoneNumber "+49 30\\u009b000000":',
      "enableWelcomeMessage 1:",
      "prompts[0]:",
      "commands:",
      `onDelete "${"keep".repeat(15)}…":`,
      "prompt: Unknown property. Write prompts.",
    ]);
  });

  it("names no property, since the engine would print its value", () => {
    const { failures } = lifecycle.check(WITH_TWO_PROBLEMS);
    expect(failures.map(({ property }) => property)).toEqual(["", ""]);
  });
});

describe("the fleet that declares a number", () => {
  it("is named at the end of every reason", () => {
    const alone = reasonsOf(WITH_TWO_PROBLEMS);
    expect(alone).toHaveLength(2);
    expect(reasonsOf({ ...WITH_TWO_PROBLEMS, __declaredBy: DECLARED_BY })).toEqual(
      alone.map((reason) => `${reason} ${DECLARED_BY}`),
    );
  });

  it("is left out while it is unknown", () => {
    expect(reasonsOf({ ...WITH_TWO_PROBLEMS, __declaredBy: UNKNOWN })).toEqual(reasonsOf(WITH_TWO_PROBLEMS));
  });

  it("is not kept as an input of the resource", () => {
    const checked = lifecycle.check({ ...inputsWith(), __declaredBy: DECLARED_BY });
    expect(checked).toEqual({ inputs: inputsWith(), failures: [] });
  });
});
