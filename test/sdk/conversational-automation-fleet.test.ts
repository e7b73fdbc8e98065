import { describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as cams from "../../sdk/index.js";
import { recordRegistrations, secretEnvelope, valueOf } from "../support/registrations.js";
import { until } from "../support/until.js";

const TYPE = "pulumi-nodejs:cams:ConversationalAutomation";
const TRACK = { commandName: "order", commandDescription: "Track an order" };

const profiles = {
  english: { prompts: ["Where is my order?"], commands: [TRACK] },
  german: { enableWelcomeMessage: true, prompts: ["Wo ist meine Bestellung?"] },
};

const base: cams.ConversationalAutomationFleetArgs = {
  custSpaceId: "cams-1",
  profiles,
  numbers: { "4930000000": "german", "442000000000": "english" },
};

/** The settings with which a fleet's children are registered, by name. */
async function childrenOf(args: Partial<cams.ConversationalAutomationFleetArgs>): Promise<Record<string, unknown>> {
  const registrations = await recordRegistrations();
  const fleet = new cams.ConversationalAutomationFleet("support", { ...base, ...args });
  await valueOf(fleet.ids);
  const children = registrations.filter(({ type }) => type === TYPE);
  return Object.fromEntries(children.map(({ name, inputs }) => [name, settingsIn(inputs)]));
}

function settingsIn(inputs: Record<string, unknown>): Record<string, unknown> {
  const others = ["custSpaceId", "phoneNumber", "__declaredBy", "__provider"];
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !others.includes(name)));
}

/** The message of the error that the fleet's constructor throws. */
function programErrorOf(args: object): string {
  try {
    new cams.ConversationalAutomationFleet("support", { ...base, ...args });
  } catch (error) {
    expect(error).toBeInstanceOf(pulumi.RunError);
    return (error as Error).message;
  }
  throw new Error("The constructor did not throw.");
}

describe("ConversationalAutomationFleet", () => {
  it("registers itself and one child per number, named after both", async () => {
    const registrations = await recordRegistrations();
    await valueOf(new cams.ConversationalAutomationFleet("support", base).ids);
    expect(registrations.map(({ type, name }) => [type, name]).sort()).toEqual([
      ["cams:index:ConversationalAutomationFleet", "support"],
      [TYPE, "support-442000000000"],
      [TYPE, "support-4930000000"],
    ]);
    expect(registrations.find(({ name }) => name === "support-4930000000")?.inputs).toEqual({
      custSpaceId: "cams-1",
      phoneNumber: "4930000000",
      ...profiles.german,
      __declaredBy: 'The number 4930000000 of the fleet "support", with the profile "german".',
      __provider: expect.stringContaining("pulumi-cams/provider") as unknown,
    });
  });

  it("lets a number override settings of its profile, and passes on onDelete", async () => {
    const children = await childrenOf({
      numbers: {
        "4930000000": { profile: "german", prompts: [] },
        "442000000000": { profile: "english", enableWelcomeMessage: true, commands: undefined },
      },
      onDelete: "retain",
    });
    expect(children).toEqual({
      "support-4930000000": { enableWelcomeMessage: true, prompts: [], onDelete: "retain" },
      "support-442000000000": { enableWelcomeMessage: true, ...profiles.english, onDelete: "retain" },
    });
  });

  it.each<[string, Partial<cams.ConversationalAutomationFleetArgs>]>([
    ["the numbers", { numbers: pulumi.output(base.numbers) }],
    ["a number", { numbers: { ...plainNumbers(), "4930000000": pulumi.output("german") } }],
    ["a profile's name", { numbers: { ...plainNumbers(), "4930000000": { profile: Promise.resolve("german") } } }],
    ["the profiles", { profiles: Promise.resolve(profiles) }],
    ["a profile", { profiles: { ...profiles, german: pulumi.output(profiles.german) } }],
    ["a setting", { profiles: { ...profiles, german: { ...profiles.german, prompts: promptsAsOutput() } } }],
    ["a prompt", { profiles: { ...profiles, german: { ...profiles.german, prompts: [promptAsPromise()] } } }],
    ["the space and onDelete", { custSpaceId: pulumi.output("cams-1"), onDelete: pulumi.output(undefined) }],
  ])("accepts %s as an output or a promise", async (_, args) => {
    expect(await childrenOf(args)).toEqual({
      "support-4930000000": profiles.german,
      "support-442000000000": profiles.english,
    });
  });

  it("uses the profile's setting when an override resolves to undefined", async () => {
    const prompts = pulumi.output<string[] | undefined>(undefined);
    const children = await childrenOf({ numbers: { "4930000000": { profile: "german", prompts } } });
    expect(children).toEqual({ "support-4930000000": profiles.german });
  });

  it("keeps only the secret values secret", async () => {
    const children = await childrenOf({
      profiles: { ...profiles, german: { ...profiles.german, prompts: [pulumi.secret("Geheim")] } },
    });
    expect(children).toEqual({
      "support-4930000000": { enableWelcomeMessage: true, prompts: [secretEnvelope("Geheim")] },
      "support-442000000000": profiles.english,
    });
  });

  it("keeps every override secret when the numbers are one secret", async () => {
    const children = await childrenOf({
      numbers: pulumi.secret({ "4930000000": { profile: "german", prompts: ["Geheim"] } }),
    });
    expect(children["support-4930000000"]).toMatchObject({ prompts: secretEnvelope(["Geheim"]) });
  });

  it("has outputs for its children and their ids, by number", async () => {
    await recordRegistrations();
    const fleet = new cams.ConversationalAutomationFleet("support", base);
    expect(await valueOf(fleet.ids)).toEqual({
      "4930000000": "support-4930000000-id",
      "442000000000": "support-442000000000-id",
    });
    const german = fleet.automations.apply((automations) => automations["4930000000"]?.prompts);
    expect(await valueOf(german)).toEqual(profiles.german.prompts);
  });
});

describe("a fleet in a preview", () => {
  it("warns that it shows no numbers if they are not known yet, and only then", async () => {
    await recordRegistrations({}, { isPreview: true });
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    const { requestId } = new cams.ConversationalAutomation("first", {
      custSpaceId: "cams-1",
      phoneNumber: "49300000",
    });
    const partly = { "4930000000": requestId.apply(() => "german") };
    for (const numbers of [plainNumbers(), pulumi.output(plainNumbers()), Promise.resolve(plainNumbers()), partly]) {
      new cams.ConversationalAutomationFleet("known", { ...base, numbers });
    }
    const numbers = requestId.apply(() => plainNumbers());
    const fleet = new cams.ConversationalAutomationFleet("unknown", { ...base, numbers });
    await until(() => warn.mock.calls.length > 0, { patienceMs: 5000 });
    expect(warn.mock.calls).toEqual([[expect.stringContaining('The fleet "unknown" shows no numbers'), fleet]]);
  });
});

describe("a fleet is rejected", () => {
  it("with a number in two spellings, and the message has both spellings with their profiles", () => {
    expect(programErrorOf({ numbers: { "442000000000": "english", "+44 2000 000000": { profile: "german" } } })).toBe(
      'The fleet "support" has the number 442000000000 twice, as "442000000000" (profile "english") and as ' +
        '"+44 2000 000000" (profile "german"). Keep one of them, written "442000000000".',
    );
  });

  it("with a profile that does not exist, and the message lists the existing ones", () => {
    expect(programErrorOf({ numbers: { "4930000000": "geman" } })).toBe(
      'The number 4930000000 of the fleet "support" has the unknown profile "geman". Write the name of one: ' +
        '"english", "german".',
    );
  });

  it.each([
    [
      "a profile named like a property of every object",
      { numbers: { "4930000000": "constructor" } },
      'unknown profile "constructor"',
    ],
    ["no profile", { numbers: { "4930000000": { prompts: [] } } }, "has no profile. Write the name of one"],
    ["null for a number", { numbers: { "4930000000": null } }, '4930000000 of the fleet "support": Expected'],
    ["no numbers", { numbers: undefined }, 'The numbers of the fleet "support": Expected an object'],
    ["a list of numbers", { numbers: ["4930000000"] }, 'The numbers of the fleet "support": Expected an object'],
    [
      "a Map of numbers",
      { numbers: new Map([["4930000000", "german"]]) },
      'The numbers of the fleet "support": Expected',
    ],
    ["a Map of profiles", { profiles: new Map() }, 'The profiles of the fleet "support": Expected an object'],
    [
      "two spellings without a profile",
      { numbers: { "4930000000": {}, "+49 30000000": {} } },
      'twice, as "4930000000" (no profile) and as "+49 30000000" (no profile)',
    ],
    ["no profiles", { profiles: undefined }, 'The profiles of the fleet "support": Expected an object'],
    [
      "a string for a profile",
      { profiles: { german: "Hallo" } },
      'The profile "german" of the fleet "support": Expected',
    ],
    [
      "an unknown setting",
      { profiles: { german: { promts: [] } } },
      'fleet "support" has the unknown property "promts"',
    ],
    ["an unknown override", { numbers: { "49": { profile: "german", promts: [] } } }, 'the unknown property "promts"'],
    [
      "an unknown argument",
      { prompts: [] },
      'The fleet "support" has the unknown property "prompts". Known properties:',
    ],
  ])("with %s", (_, args, message) => {
    expect(programErrorOf(args)).toContain(message);
  });
});

it("a fleet rejects an output as its arguments", () => {
  const args = pulumi.output(base) as unknown as cams.ConversationalAutomationFleetArgs;
  expect(() => new cams.ConversationalAutomationFleet("support", args)).toThrow(
    'The fleet "support": Expected an object with any of custSpaceId, profiles, numbers, onDelete, and no output.',
  );
});

function plainNumbers() {
  return { "4930000000": "german", "442000000000": "english" };
}

function promptsAsOutput() {
  return pulumi.output(profiles.german.prompts);
}

function promptAsPromise() {
  return Promise.resolve("Wo ist meine Bestellung?");
}
