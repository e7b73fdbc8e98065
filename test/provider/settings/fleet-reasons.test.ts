import { describe, expect, it } from "@jest/globals";
import { ConversationalAutomationLifecycle } from "../../../provider/lifecycle/conversational-automation.js";
import { UNKNOWN } from "../../../provider/settings/unknown.js";
import { inputsWith } from "../../support/lifecycle.js";

const lifecycle = new ConversationalAutomationLifecycle(() => Promise.reject(new Error("A check makes no call.")));
const DECLARED_BY = 'The number 8613000000000 of the fleet "support", with the profile "german".';
const FOUR_AND_ONE = inputsWith({ prompts: ["1", "2", "3", "4", "5"], onDelete: "keep" });

const reasonsOf = (inputs: Record<string, unknown>) => lifecycle.check(inputs).failures.map(({ reason }) => reason);

describe("the fleet that declares a number", () => {
  it("stands at the end of every reason", () => {
    const alone = reasonsOf(FOUR_AND_ONE);
    expect(alone).toHaveLength(2);
    expect(reasonsOf({ ...FOUR_AND_ONE, __declaredBy: DECLARED_BY })).toEqual(
      alone.map((reason) => `${reason} ${DECLARED_BY}`),
    );
  });

  it("is left out while it is not known", () => {
    expect(reasonsOf({ ...FOUR_AND_ONE, __declaredBy: UNKNOWN })).toEqual(reasonsOf(FOUR_AND_ONE));
  });

  it("is no input of the resource", () => {
    const checked = lifecycle.check({ ...inputsWith(), __declaredBy: DECLARED_BY });
    expect(checked).toEqual({ inputs: inputsWith(), failures: [] });
  });
});
