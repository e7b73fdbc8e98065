import { afterEach, describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as cams from "../../sdk/index.js";
import { camsMocks } from "../../testing/index.js";
import { valueOf } from "../support/registrations.js";

const NUMBER = { custSpaceId: "cams-1", phoneNumber: "8613000000000" };
const EMPTY = { enableWelcomeMessage: false, prompts: [], commands: [] };

/** A resource of another provider, with an output that a preview does not know. */
class Other extends pulumi.CustomResource {
  declare readonly later: pulumi.Output<string>;

  constructor(name: string) {
    super("other:index:Other", name, { size: 3, later: undefined });
  }
}

afterEach(() => pulumi.runtime.disconnect());

describe("the mocks", () => {
  it("give a number its id, its defaults and the outputs of a create", async () => {
    await pulumi.runtime.setMocks(camsMocks());
    const automation = new cams.ConversationalAutomation("support", { ...NUMBER, prompts: ["Hello"] });
    expect(await valueOf(automation.id)).toBe("cams-1/8613000000000");
    const { prompts, commands, onDelete, previousSettings, requestId } = automation;
    expect(await valueOf(pulumi.output({ prompts, commands, onDelete, previousSettings, requestId }))).toEqual({
      prompts: ["Hello"],
      commands: [],
      onDelete: "reset",
      previousSettings: EMPTY,
      requestId: "mock-request-id",
    });
    expect(await pulumi.isSecret(previousSettings)).toBe(true);
  });

  it("show a test's own mocks the inputs that the program has written, and the defaults", async () => {
    const seen: pulumi.runtime.MockResourceArgs[] = [];
    const newResource = (args: pulumi.runtime.MockResourceArgs) => {
      seen.push(args);
      return { id: "ignored", state: { previousSettings: { ...EMPTY, prompts: ["Before"] } } };
    };
    await pulumi.runtime.setMocks(camsMocks({ newResource }));
    const { automations } = new cams.ConversationalAutomationFleet("support", {
      custSpaceId: "cams-1",
      profiles: { english: { prompts: ["Hello"] } },
      numbers: { "8613000000000": "english" },
    });
    const automation = automations.apply((all) => Object.values(all)[0]);
    expect(await valueOf(automation.apply((one) => one?.id))).toBe("cams-1/8613000000000");
    expect(await valueOf(automation.apply((one) => one?.previousSettings))).toEqual({ ...EMPTY, prompts: ["Before"] });
    expect(seen.map(({ name, inputs }) => [name, inputs as unknown])).toEqual([
      ["support", {}],
      ["support-8613000000000", { ...NUMBER, ...EMPTY, prompts: ["Hello"], onDelete: "reset" }],
    ]);
  });

  it("check a secret setting, and keep it secret", async () => {
    await pulumi.runtime.setMocks(camsMocks());
    const prompts = [pulumi.secret("Hello")];
    const automation = new cams.ConversationalAutomation("support", { ...NUMBER, prompts });
    expect(await valueOf(automation.prompts)).toEqual(["Hello"]);
    expect(await pulumi.isSecret(automation.prompts)).toBe(true);
  });

  it("let a get find what a test's own mocks answer, also for a number that the program manages", async () => {
    const newResource = ({ id }: pulumi.runtime.MockResourceArgs) => ({ id, state: id ? { prompts: ["Found"] } : {} });
    await pulumi.runtime.setMocks(camsMocks({ newResource }));
    new cams.ConversationalAutomation("support", NUMBER);
    const found = cams.ConversationalAutomation.get("found", "cams-1/8613000000000");
    const { id, phoneNumber, prompts, requestId } = found;
    expect(await valueOf(pulumi.output({ id, phoneNumber, prompts, requestId }))).toEqual({
      id: "cams-1/8613000000000",
      phoneNumber: "8613000000000",
      prompts: ["Found"],
      requestId: "",
    });
  });

  it("accept what a preview does not know yet", async () => {
    await pulumi.runtime.setMocks(camsMocks(), undefined, undefined, true);
    const { later } = new Other("other");
    const names = ["first", "second"];
    const automations = names.map(
      (name) => new cams.ConversationalAutomation(name, { ...NUMBER, phoneNumber: later, prompts: [later, "Bye"] }),
    );
    expect(await valueOf(automations[0]?.onDelete ?? pulumi.output(""))).toBe("reset");
  });

  it("leave other resources and functions to a test's own mocks, and answer with the inputs without them", async () => {
    await pulumi.runtime.setMocks(camsMocks());
    expect(await valueOf(new Other("other").id)).toBe("other-id");
    expect(await pulumi.runtime.invoke("other:index:get", { size: 3 })).toEqual({ size: 3 });

    await pulumi.runtime.setMocks(
      camsMocks({ newResource: () => ({ id: "7", state: {} }), call: () => ({ size: 4 }) }),
    );
    expect(await valueOf(new Other("other").id)).toBe("7");
    expect(await pulumi.runtime.invoke("other:index:get", { size: 3 })).toEqual({ size: 4 });
  });
});
