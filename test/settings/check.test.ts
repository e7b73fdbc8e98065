import { describe, expect, it } from "@jest/globals";
import { describe as describeProblem, problemsOf } from "../../settings/check.js";
import { readInputs } from "../../settings/settings.js";
import { UNKNOWN } from "../../settings/unknown.js";

const number = { custSpaceId: "cams-1", phoneNumber: "8613000000000" };
const command = { commandName: "order", commandDescription: "Track an order" };

/** The problems as `property: reason` lines. */
function check(inputs: Record<string, unknown>): string[] {
  return problemsOf({ ...number, ...inputs }).map(({ property, reason }) => `${property}: ${reason}`);
}

describe("check", () => {
  it("accepts the minimum and the maximum that a number can have", () => {
    expect(check({})).toEqual([]);
    expect(
      check({
        enableWelcomeMessage: true,
        prompts: Array.from({ length: 4 }, () => "𝒳".repeat(80)),
        commands: Array.from({ length: 30 }, (_, index) => ({
          commandName: `A_${index}`.padEnd(32, "z"),
          commandDescription: "文".repeat(256),
        })),
        onDelete: "restore",
      }),
    ).toEqual([]);
  });

  it("treats null as an absent property", () => {
    expect(check({ enableWelcomeMessage: null, prompts: null, commands: null, onDelete: null })).toEqual([]);
  });

  it.each([
    [{ custSpaceId: undefined }, "custSpaceId: Expected a string, found nothing."],
    [{ custSpaceId: "" }, 'custSpaceId: Expected a space id without spaces, like "cams-3ie…", found an empty string.'],
    [{ phoneNumber: 8613000000000 }, "phoneNumber: Expected a string of digits, in quotes, found a number."],
    [{ phoneNumber: "+86 130-0000-0000" }, 'phoneNumber: Expected only digits. Write "8613000000000".'],
    [
      { phoneNumber: "hunter2" },
      "phoneNumber: Expected 6 to 15 digits, beginning with the country code, found a string of 7 characters.",
    ],
    [{ enableWelcomeMessage: "true" }, "enableWelcomeMessage: Expected true or false, found a string of 4 characters."],
    [{ prompts: "one" }, "prompts: Expected a list of prompts, found a string of 3 characters."],
    [{ prompts: ["a", "b", "c", "d", "e"] }, "prompts[4]: Expected at most 4 prompts, found 5."],
    [{ prompts: ["a", ""] }, "prompts[1]: Expected 1 to 80 characters, found 0."],
    [{ prompts: ["x".repeat(81)] }, "prompts[0]: Expected 1 to 80 characters, found 81."],
    [{ prompts: [1] }, "prompts[0]: Expected a string, found a number."],
    [{ prompts: ["\ud800"] }, "prompts[0]: Expected well-formed Unicode text, found half of a surrogate pair."],
    [
      { prompts: ["Party 🎉"] },
      "prompts[0]: Expected text without emoji, which WhatsApp does not support here, found one at character 7.",
    ],
    [
      { commands: Array.from({ length: 31 }, (_, index) => ({ ...command, commandName: `c${index}` })) },
      "commands[30]: Expected at most 30 commands, found 31.",
    ],
    [
      { commands: [command, { commandName: "/help", commandDescription: "Help" }] },
      "commands[1].commandName: Expected a name without the slash, which WhatsApp adds itself, found a slash at the start.",
    ],
    [
      { commands: [{ ...command, commandName: "two words" }] },
      "commands[0].commandName: Expected only letters A to Z, digits and underscores, found another character at 4.",
    ],
    [
      { commands: [{ ...command, commandName: "x".repeat(33) }] },
      "commands[0].commandName: Expected 1 to 32 characters, found 33.",
    ],
    [{ commands: [command, command] }, "commands[1].commandName: Expected a unique name, found that of commands[0]."],
    [{ commands: [{ commandName: "a" }] }, "commands[0].commandDescription: Expected a string, found nothing."],
    [
      { commands: ["order"] },
      "commands[0]: Expected an object with commandName and commandDescription, found a string of 5 characters.",
    ],
    [{ commands: [{ ...command, name: "x" }] }, "commands[0].name: Unknown property. Write commandName."],
    [{ prompt: ["a"] }, "prompt: Unknown property. Write prompts."],
    [{ onDelete: "keep" }, 'onDelete: Expected "reset", "restore" or "retain", found a string of 4 characters.'],
  ])("reports what is wrong with %j", (inputs, problem) => {
    expect(check(inputs)).toEqual([problem]);
  });

  it.each(["❤️", "1️⃣", "🇨🇳", "👍🏽", "☎️"])("finds the emoji %s", (emoji) => {
    expect(check({ prompts: [`a${emoji}`] })).toHaveLength(1);
  });

  it.each(["12:30 #1 *", "© ® ™", "→ ✓", "中文 العربية", "é"])("does not mistake %s for an emoji", (text) => {
    expect(check({ prompts: [text] })).toEqual([]);
  });

  it("reports all problems at once", () => {
    const problems = check({
      phoneNumber: "+1",
      prompts: ["", "b", "c", "d", "e".repeat(81)],
      commands: [{ commandName: "a b", commandDescription: "" }],
    });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "phoneNumber",
      "prompts[0]",
      "prompts[4]",
      "prompts[4]",
      "commands[0].commandName",
      "commands[0].commandDescription",
    ]);
  });

  it("never shows a value", () => {
    const secret = "correct horse battery staple";
    const problems = check({
      prompts: [`${secret} 🎉`],
      commands: [{ commandName: secret, [secret.slice(0, 3)]: secret }],
    });
    expect(problems.join()).not.toContain("horse");
  });

  it.each([
    [{ custSpaceId: UNKNOWN, phoneNumber: UNKNOWN }],
    [{ enableWelcomeMessage: UNKNOWN, prompts: UNKNOWN, commands: UNKNOWN, onDelete: UNKNOWN }],
    [{ prompts: [UNKNOWN, "b"] }],
    [
      {
        commands: [
          UNKNOWN,
          { commandName: UNKNOWN, commandDescription: UNKNOWN },
          { ...command, commandName: UNKNOWN },
        ],
      },
    ],
  ])("accepts unknown values: %j", (inputs) => {
    expect(check(inputs)).toEqual([]);
  });

  it("still checks known values next to unknown ones", () => {
    expect(check({ prompts: [UNKNOWN, ""], commands: UNKNOWN })).toEqual([
      "prompts[1]: Expected 1 to 80 characters, found 0.",
    ]);
    expect(check({ prompts: [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN] })).toEqual([
      "prompts[4]: Expected at most 4 prompts, found 5.",
    ]);
  });
});

describe("a problem in words", () => {
  it.each<[string, unknown, string]>([
    ["custSpaceId", "cams 1", 'custSpaceId "cams 1": no'],
    ["custSpaceId", "c".repeat(60), `custSpaceId "${"c".repeat(60)}": no`],
    ["custSpaceId", "c".repeat(61), `custSpaceId "${"c".repeat(60)}…": no`],
    ["phoneNumber", 8613000000000, "phoneNumber 8613000000000: no"],
    ["enableWelcomeMessage", true, "enableWelcomeMessage true: no"],
    ["onDelete", { keep: 1 }, "onDelete: no"],
    ["phoneNumber", undefined, "phoneNumber: no"],
    ["prompts", "hunter2", "prompts: no"],
  ])("shows the value of %s only if it cannot be secret", (property, value, said) => {
    expect(describeProblem({ property, reason: "no" }, { [property]: value })).toBe(said);
  });

  it("suggests a property for a part of its name, and else names all, and shows the place of any name", () => {
    expect(check({ welcome: true, ab: 1, "a.b": 1 })).toEqual([
      "welcome: Unknown property. Write enableWelcomeMessage.",
      "ab: Unknown property. Known properties: custSpaceId, phoneNumber, enableWelcomeMessage, prompts, commands, onDelete.",
      '["a.b"]: Unknown property. Known properties: custSpaceId, phoneNumber, enableWelcomeMessage, prompts, commands, onDelete.',
    ]);
    expect(
      check({
        commands: [
          { ...command, id: 1 },
          { ...command, commandName: "a", name: 1 },
        ],
      }),
    ).toEqual([
      "commands[0].id: Unknown property. Known properties: commandName, commandDescription.",
      "commands[1].name: Unknown property. Write commandName.",
    ]);
  });

  it("does not look for names in what is no command", () => {
    expect(check({ commands: [null, "order", command, { commandName: 7, commandDescription: "x" }] })).toEqual([
      "commands[0]: Expected an object with commandName and commandDescription, found nothing.",
      "commands[1]: Expected an object with commandName and commandDescription, found a string of 5 characters.",
      "commands[3].commandName: Expected a string, found a number.",
    ]);
  });
});

describe("inputs that have not passed the check", () => {
  it("are not read, and the place is named", () => {
    expect(() => readInputs({ ...number, commands: [{ ...command, commandName: "" }] })).toThrow(
      "The inputs have not passed the check: commands.0.commandName is invalid.",
    );
  });
});
