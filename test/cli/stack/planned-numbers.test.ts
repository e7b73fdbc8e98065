import { describe, expect, it } from "@jest/globals";
import { planOf } from "../../../cli/stack/planned-numbers.js";

const TYPE = "pulumi-nodejs:cams:ConversationalAutomation";
const EARLIER_TYPE = "pulumi-nodejs:dynamic/cams:ConversationalAutomation";
const DEFAULT = "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::default::id-1";

const NUMBER = { custSpaceId: "cams-1", phoneNumber: "8613000000001" };
const OTHER = { custSpaceId: "cams-1", phoneNumber: "8613000000002" };

function stateOf(properties: object, others: object = {}) {
  return { type: TYPE, provider: DEFAULT, inputs: properties, outputs: properties, ...others };
}

function planOfSteps(...steps: object[]) {
  const urn = `urn:pulumi:dev::shop::${TYPE}::support`;
  return planOf(JSON.stringify({ steps: steps.map((step) => ({ urn, ...step })) })).numbers;
}

describe("the numbers of a preview", () => {
  it.each([
    ["create", { newState: stateOf(NUMBER) }, "create"],
    ["same", { oldState: stateOf(NUMBER), newState: stateOf(NUMBER) }, "none"],
    ["update", { oldState: stateOf(NUMBER), newState: stateOf(NUMBER) }, "update"],
    ["delete", { oldState: stateOf(NUMBER) }, "delete"],
    ["an-operation-of-tomorrow", { oldState: stateOf(NUMBER), newState: stateOf(NUMBER) }, "update"],
  ])("have the change of the step %s", (op, states, change) => {
    expect(planOfSteps({ op, ...states })).toEqual([{ name: "support", change, inputs: NUMBER, isRetained: false }]);
  });

  it("are the new and the earlier one of a replace for another number, and only one of a forced replace", () => {
    expect(planOfSteps({ op: "replace", oldState: stateOf(NUMBER), newState: stateOf(OTHER) })).toMatchObject([
      { change: "delete", inputs: NUMBER },
      { change: "create", inputs: OTHER },
    ]);
    expect(planOfSteps({ op: "replace", oldState: stateOf(NUMBER), newState: stateOf(NUMBER) })).toMatchObject([
      { change: "create", inputs: NUMBER },
    ]);
  });

  it("are one of a rename, which keeps its settings", () => {
    const steps = [
      { op: "create", urn: `urn:pulumi:dev::shop::${TYPE}::new`, newState: stateOf(NUMBER) },
      { op: "delete", oldState: stateOf(NUMBER) },
    ];
    expect(planOfSteps(...steps)).toMatchObject([{ name: "new", change: "create" }]);
  });

  it("have what the last step of a resource says, since a refresh has steps too", () => {
    const steps = [
      { op: "refresh", oldState: stateOf(NUMBER), newState: stateOf({ ...NUMBER, prompts: ["By hand"] }) },
      { op: "update", oldState: stateOf(NUMBER), newState: stateOf({ ...NUMBER, prompts: ["Hello"] }) },
    ];
    expect(planOfSteps(...steps)).toMatchObject([{ change: "update", inputs: { prompts: ["Hello"] } }]);
  });

  it("are the same ones in a preview with the steps of which a replace consists", () => {
    const steps = [
      { op: "create-replacement", oldState: stateOf(NUMBER), newState: stateOf(OTHER) },
      { op: "replace", oldState: stateOf(NUMBER), newState: stateOf(OTHER) },
      { op: "delete-replaced", oldState: stateOf(NUMBER) },
    ];
    expect(planOfSteps(...steps)).toMatchObject([
      { change: "delete", inputs: NUMBER },
      { change: "create", inputs: OTHER },
    ]);
  });

  it("are not those that the program only reads", () => {
    const read = stateOf({}, { external: true });
    expect(planOfSteps({ op: "read", newState: read })).toEqual([]);
    expect(planOfSteps({ op: "discard", oldState: read })).toEqual([]);
  });

  it("have the name of an explicit provider that begins like those of the engine's own", () => {
    const provider = (name: string) => `urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::${name}::id-2`;
    const planned = (name: string) =>
      planOfSteps({ op: "create", newState: stateOf(NUMBER, { provider: provider(name) }) });
    expect(planned("default-europe")).toMatchObject([{ provider: "default-europe" }]);
    expect(planned("default_3_1_0")[0]).not.toHaveProperty("provider");
  });

  it("have the name of an explicit provider, and what Pulumi retains", () => {
    const provider = "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::europe::id-2";
    expect(planOfSteps({ op: "delete", oldState: stateOf(NUMBER, { provider, retainOnDelete: true }) })).toEqual([
      { name: "support", change: "delete", inputs: NUMBER, provider: "europe", isRetained: true },
    ]);
  });

  it("are those of the earlier type too, and no other resource", () => {
    expect(planOfSteps({ op: "delete", oldState: stateOf(NUMBER, { type: EARLIER_TYPE }) })).toHaveLength(1);
    expect(planOfSteps({ op: "delete", oldState: stateOf(NUMBER, { type: "pulumi:pulumi:Stack" }) })).toEqual([]);
  });
});

describe("a preview", () => {
  it("that failed has its errors, without its warnings", () => {
    const diagnostics = [
      { severity: "warning", message: "careful\n" },
      { severity: "error", message: "prompts[4]: too many\n" },
    ];
    expect(planOf(JSON.stringify({ diagnostics }))).toMatchObject({ numbers: [], errors: ["prompts[4]: too many"] });
  });

  it.each(["planted", "[]", "{}", '{"version":3,"deployment":{}}', '{"steps":7}', '{"steps":[]}\n{"steps":[]}'])(
    "is not %j",
    (text) => {
      expect(() => planOf(text)).toThrow(
        /^Expected what `pulumi preview --json` writes: one JSON document with steps\.$/,
      );
    },
  );
});
