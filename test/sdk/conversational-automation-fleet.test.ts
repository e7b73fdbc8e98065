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

  it.each([
    ["as it stands", (numbers: cams.ConversationalAutomationFleetListedNumberArgs[]) => numbers],
    ["as an output", (numbers: cams.ConversationalAutomationFleetListedNumberArgs[]) => pulumi.output(numbers)],
  ])("takes a list of numbers, %s", async (_, wrapped) => {
    const numbers = wrapped([
      { phoneNumber: "4930000000", profile: "german", line: 2 },
      { phoneNumber: "442000000000", profile: "english", prompts: ["Opening hours"] },
    ]);
    expect(await childrenOf({ numbers })).toEqual({
      "support-4930000000": profiles.german,
      "support-442000000000": { ...profiles.english, prompts: ["Opening hours"] },
    });
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

it("a fleet is told from its numbers by its type, as policy packs do", async () => {
  await recordRegistrations();
  const fleet = new cams.ConversationalAutomationFleet("support", base);
  const [number] = Object.values(await valueOf(fleet.automations));
  const both = [fleet, number];
  expect(both.map((each) => cams.ConversationalAutomationFleet.isInstance(each))).toEqual([true, false]);
  expect(both.map((each) => cams.ConversationalAutomation.isInstance(each))).toEqual([false, true]);
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

/** The lines of a fleet's error, one for each mistake. */
function mistakesOf(args: object): string[] {
  const [header, ...mistakes] = programErrorOf(args).split("\n");
  const count = mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`;
  expect(header).toBe(`The fleet "support" has ${count}:`);
  return mistakes.map((line) => line.replace(/^ {2}/, ""));
}

const CHOOSE = 'Write the name of one: "english", "german".';

describe("a fleet is rejected", () => {
  it("with every mistake at once, each with the number as it is written", async () => {
    const registrations = await recordRegistrations();
    expect(
      mistakesOf({
        custSpaceId: "cams 1",
        onDelete: "keep",
        profiles: {
          english: { prompts: ["1", "2", "3", "4", "5"], promts: [] },
          german: { commands: [{ commandName: "/hilfe", commandDescription: "\ud83d" }] },
          spare: "Hallo",
        },
        numbers: {
          "\ufeff442000000000": "english",
          "+44 20 0000 0001": "english",
          "4.42E+11": "english",
          "0442000000002": "english",
          "": "german",
          "442000000003": "geman",
          "442000000004": "",
          "442000000005": { profile: "german", prompts: [""], enableWelcomeMessage: "yes", colour: 1, size: 2 },
          "442000000001": "german",
        },
      }),
    ).toEqual([
      'custSpaceId "cams 1": Expected a space id without spaces, like "cams-3ie…", found a string of 6 characters.',
      'onDelete "keep": Expected "reset", "restore" or "retain", found a string of 4 characters.',
      'The profile "english" ("\\ufeff442000000000"; "+44 20 0000 0001"; "4.42E+11" and 1 more) has the unknown property ' +
        '"promts". Known properties: enableWelcomeMessage, prompts, commands.',
      'The profile "english" ("\\ufeff442000000000"; "+44 20 0000 0001"; "4.42E+11" and 1 more): prompts[4]: Expected at ' +
        "most 4 prompts, found 5.",
      'The profile "german" (""; "442000000005"; "442000000001"): commands[0].commandName: Expected a name without the ' +
        "slash, which WhatsApp adds itself, found a slash at the start.",
      'The profile "german" (""; "442000000005"; "442000000001"): commands[0].commandDescription: Expected well-formed ' +
        "Unicode text, found half of a surrogate pair.",
      'The profile "spare": Expected an object with any of enableWelcomeMessage, prompts, commands.',
      '"\\ufeff442000000000": Expected only digits. Write "442000000000".',
      '"+44 20 0000 0001": Expected only digits. Write "442000000001".',
      '"4.42E+11": Expected a phone number, found one that was rounded like an amount. Enter it again as text: in ' +
        "quotation marks, or in a spreadsheet's column whose format is text.",
      '"0442000000002": Expected the country code first, without 0 or 00 before it, found "0", like "8613000000000".',
      '"": Expected 6 to 15 digits, beginning with the country code, found an empty string.',
      `"442000000003" has the unknown profile "geman". ${CHOOSE.replace('"german"', '"german", "spare"')}`,
      `"442000000004" has no profile. ${CHOOSE.replace('"german"', '"german", "spare"')}`,
      '"442000000005" has the unknown properties "colour", "size". Known properties: profile, enableWelcomeMessage, ' +
        "prompts, commands.",
      '"442000000005": enableWelcomeMessage "yes": Expected true or false, found a string of 3 characters.',
      '"442000000005": prompts[0]: Expected 1 to 80 characters, found 0.',
      '"442000000001" (profile "german") is the same number as "+44 20 0000 0001" (profile "english"). Keep one of them, ' +
        'written "442000000001".',
    ]);
    expect(registrations.filter(({ type }) => type === TYPE)).toEqual([]);
  });

  it("with the first 100 of more mistakes, and their number", () => {
    const numbers = Object.fromEntries(Array.from({ length: 240 }, (_, index) => [`+44 2000 000${index}`, "english"]));
    const message = programErrorOf({ numbers });
    expect(message).toMatch(/^The fleet "support" has 240 mistakes:\n/);
    expect(message.split("\n")).toHaveLength(102);
    expect(message).toMatch(/\n {2}and 140 more$/);
  });

  it("with escapes instead of what a terminal obeys, and no long text that is no name", () => {
    const own = { profile: "english", ["\u001b[31m"]: 1 };
    expect(mistakesOf({ numbers: { "4930000000": `\u001b[31m${"x".repeat(80)}`, "442000000000": own } })).toEqual([
      `"4930000000" has the unknown profile "\\u001b[31m${"x".repeat(55)}…". ${CHOOSE}`,
      `"442000000000" has the unknown property "\\u001b[31m". Known properties: profile, enableWelcomeMessage, prompts, commands.`,
    ]);
  });

  it("with the lines from which a list has its numbers, or their places in it", () => {
    const listed = { phoneNumber: "4930000000", profile: "german" };
    expect(
      mistakesOf({
        numbers: [
          { ...listed, line: 2 },
          { ...listed, phoneNumber: "", line: 3 },
          { ...listed, profile: "geman", phoneNumber: "4930000001" },
          { ...listed, phoneNumber: 4930000002 },
          "4930000003",
          null,
          { ...listed, line: 9 },
        ],
      }),
    ).toEqual([
      "line 3: Expected 6 to 15 digits, beginning with the country code, found an empty string.",
      `numbers[2], "4930000001" has the unknown profile "geman". ${CHOOSE}`,
      "numbers[3]: Expected a string of digits, in quotes, found a number.",
      `numbers[4], "4930000003" has no profile. ${CHOOSE}`,
      "numbers[5]: Expected a string of digits, in quotes, found nothing.",
      `numbers[5] has no profile. ${CHOOSE}`,
      'line 9, "4930000000" (profile "german") is the same number as line 2, "4930000000" (profile "german"). Keep one of ' +
        'them, written "4930000000".',
    ]);
  });

  it.each([
    [
      "a profile named like a property of every object",
      { numbers: { "4930000000": "constructor" } },
      [`"4930000000" has the unknown profile "constructor". ${CHOOSE}`],
    ],
    ["no profile", { numbers: { "4930000000": { prompts: [] } } }, [`"4930000000" has no profile. ${CHOOSE}`]],
    ["no numbers", { numbers: undefined }, ["The numbers: Expected an object with a profile by phone number."]],
    ["a Map of numbers", { numbers: new Map() }, ["The numbers: Expected an object with a profile by phone number."]],
    ["a Map of profiles", { profiles: new Map() }, ["The profiles: Expected an object with profiles by name."]],
    ["no profiles", { profiles: undefined }, ["The profiles: Expected an object with profiles by name."]],
    [
      "two spellings without a profile",
      { numbers: { "4930000000": pulumi.output("german"), "+49 30000000": pulumi.output("german") } },
      ['"+49 30000000" is the same number as "4930000000". Keep one of them, written "4930000000".'],
    ],
  ])("with %s", (_, args, mistakes) => {
    expect(mistakesOf(args)).toEqual(mistakes);
  });

  it("with an unknown argument", () => {
    expect(programErrorOf({ prompts: [] })).toContain('The fleet "support" has the unknown property "prompts". Known');
  });
});

describe("a fleet leaves to the provider", () => {
  it.each([
    [
      "outputs",
      { numbers: { "4930000000": { profile: "german", prompts: pulumi.output(["1", "2", "3", "4", "5"]) } } },
    ],
    [
      "a part of a setting",
      { profiles: { ...profiles, german: { prompts: [pulumi.output(""), Promise.resolve("")] } } },
    ],
    ["profiles", { profiles: pulumi.output({ ...profiles, english: { prompts: ["🎉"] } }) }],
  ])("the limits of %s", async (_, args) => {
    expect(Object.keys(await childrenOf(args))).toContain("support-4930000000");
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
