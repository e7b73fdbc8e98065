import { describe, expect, it } from "@jest/globals";
import { callOfficially } from "../official-client.js";
import { GET, NUMBER, QUERY, UPDATE } from "../signed-call.js";
import { withEmulator } from "../running.js";

const STS = { accessKeyId: "sts", accessKeySecret: "s", securityToken: "token" };
const emulator = withEmulator(() => ({
  accounts: [{ accessKeyId: "emulator-key-id", accessKeySecret: "emulator-key-secret" }, STS],
}));

const COMMANDS = [
  { CommandName: "order", CommandDescription: "Track an order" },
  { CommandName: "human", CommandDescription: "与人交谈 !*'() + %20" },
];
const SETTINGS = {
  EnableWelcomeMessage: "true",
  Prompts: JSON.stringify(["Where is my order?", "A & B = C"]),
  Commands: JSON.stringify(COMMANDS),
};
const SHOWN = { EnableWelcomeMessage: true, Prompts: ["Where is my order?", "A & B = C"], Commands: COMMANDS };

const update = (settings: Record<string, string>) => callOfficially(emulator(), UPDATE, { ...NUMBER, ...settings });
const get = async () => (await callOfficially(emulator(), GET, NUMBER))["Data"];
const query = (parameters = {}) => callOfficially(emulator(), QUERY, parameters);

describe("UpdateConversationalAutomation", () => {
  it("answers in the documented format", async () => {
    expect(await update(SETTINGS)).toEqual({
      AccessDeniedDetail: "None",
      Message: "OK",
      RequestId: expect.any(String),
      Code: "OK",
      Success: true,
    });
  });

  it("keeps a setting that is absent or empty, clears with an empty array, and replaces with an array", async () => {
    await update(SETTINGS);
    await update({ Prompts: "", EnableWelcomeMessage: "false" });
    expect(await get()).toMatchObject({ ...SHOWN, EnableWelcomeMessage: false });
    await update({ Commands: "[]", Prompts: '["b","a"]' });
    expect(await get()).toEqual({ PhoneNumber: NUMBER.PhoneNumber, EnableWelcomeMessage: false, Prompts: ["b", "a"] });
  });

  it.each<["query" | "body", object]>([
    ["body", {}],
    ["query", STS],
    ["body", STS],
  ])("accepts parameters in the %s with %j", async (place, config) => {
    await callOfficially(emulator(), UPDATE, { ...NUMBER, ...SETTINGS }, { place, ...config });
    expect(await get()).toEqual({ PhoneNumber: NUMBER.PhoneNumber, ...SHOWN });
    expect(emulator().requests()[0]).toMatchObject({ custSpaceId: "cams-1", phoneNumber: "8613000000000" });
  });

  it("accepts the largest settings", async () => {
    const commands = Array.from({ length: 30 }, (_, index) => ({
      CommandName: `${index}`.padEnd(32, "x"),
      CommandDescription: "命".repeat(256),
    }));
    const prompts = Array.from({ length: 4 }, () => "问".repeat(80));
    await update({ Prompts: JSON.stringify(prompts), Commands: JSON.stringify(commands) });
    expect(await get()).toMatchObject({ Commands: commands, Prompts: prompts });
  });
});

describe("Meta's limits", () => {
  const refused = async (settings: { Prompts?: unknown; Commands?: unknown }) => {
    const texts = Object.entries(settings).map(([name, value]) => [name, JSON.stringify(value)]);
    const { Code, Message, Success } = await update(Object.fromEntries(texts) as Record<string, string>);
    return [Success, Code, Message];
  };
  const named = (CommandName: string, CommandDescription = "d") => ({ CommandName, CommandDescription });

  it("apply to the number of prompts", async () => {
    expect(await refused({ Prompts: ["1", "2", "3", "4", "5"] })).toEqual([
      false,
      "InvalidParameter.Prompts",
      "(#105) The parameter prompts must have at most 4 elements, 5 found.",
    ]);
  });

  it("apply to the length of a command's name, in code points", async () => {
    expect(await refused({ Commands: [named("a"), named("𝒳".repeat(32)), named("x".repeat(33))] })).toEqual([
      false,
      "InvalidParameter.Commands",
      "(#100) Param commands[2]['command_name'] must be at most 32 characters long.",
    ]);
  });

  it("leave the settings unchanged", async () => {
    await update(SETTINGS);
    await refused({ Prompts: ["1", "2", "3", "4", "5"], Commands: [] });
    expect(await get()).toMatchObject(SHOWN);
  });

  it.each<[object, string]>([
    [{ Prompts: [""] }, "(#100) Param prompts[0] must be non-empty."],
    [{ Prompts: ["x".repeat(81)] }, "Prompt text exceeds maximum length of 80 characters"],
    [{ Prompts: ["a", "b 👍"] }, "(#100) Param prompts[1] must not contain emoji."],
    [
      { Commands: Array.from({ length: 31 }, (_, index) => named(`c${index}`)) },
      "(#105) The parameter commands must have at most 30 elements, 31 found.",
    ],
    [
      { Commands: [named("a-b")] },
      "Invalid command name format. Command names must contain only alphanumeric characters and underscores",
    ],
    [{ Commands: [named("help"), named("help")] }, "Command names must be unique. Duplicate command name found: help"],
    [{ Commands: [{ CommandName: "a" }] }, "(#100) Param commands[0]['command_description'] must be non-empty."],
    [
      { Commands: [named("a", "x".repeat(257))] },
      "(#100) Param commands[0]['command_description'] must be at most 256 characters long.",
    ],
    [{ Commands: [named("a", "❤️")] }, "(#100) Param commands[0]['command_description'] must not contain emoji."],
  ])("apply to %j only with strictLimits", async (settings, message) => {
    expect(await refused(settings)).toEqual([true, "OK", "OK"]);
    emulator().setBehaviour({ strictLimits: true });
    expect(await refused(settings)).toEqual([false, expect.stringMatching(/^InvalidParameter\./), message]);
  });

  it("answer HTTP 400 if businessErrors says so", async () => {
    emulator().setBehaviour({ businessErrors: "bad-request" });
    await expect(refused({ Prompts: ["1", "2", "3", "4", "5"] })).rejects.toMatchObject({
      statusCode: 400,
      code: "InvalidParameter.Prompts",
    });
  });
});

describe("GetConversationalAutomation", () => {
  const PhoneNumber = NUMBER.PhoneNumber;

  it.each<["absent" | "null" | "empty", object, object]>([
    ["absent", {}, { EnableWelcomeMessage: false }],
    [
      "null",
      { EnableWelcomeMessage: null, Prompts: null, Commands: null },
      { EnableWelcomeMessage: false, Prompts: null, Commands: null },
    ],
    [
      "empty",
      { EnableWelcomeMessage: false, Prompts: [], Commands: [] },
      { EnableWelcomeMessage: false, Prompts: [], Commands: [] },
    ],
  ])("shows unset settings as %s", async (unsetSettings, never, cleared) => {
    emulator().setBehaviour({ unsetSettings });
    expect(await get()).toEqual({ PhoneNumber, ...never });
    await update({ EnableWelcomeMessage: "false", Prompts: "[]", Commands: "[]" });
    expect(await get()).toEqual({ PhoneNumber, ...cleared });
  });

  it("refuses an unknown number if unknownNumbers says so", async () => {
    emulator().setBehaviour({ unknownNumbers: "reject" });
    expect(await callOfficially(emulator(), GET, NUMBER)).toEqual({
      Code: "InvalidParameter.PhoneNumberError",
      Message: "The phone number is invalid.",
      Success: false,
      RequestId: expect.any(String),
    });
    emulator().setNumber({ custSpaceId: NUMBER.CustSpaceId, phoneNumber: PhoneNumber });
    expect(await get()).toEqual({ PhoneNumber, EnableWelcomeMessage: false });
  });
});

describe("QueryChatappPhoneNumbers", () => {
  it("lists the numbers that were written or set, with their status", async () => {
    await update(SETTINGS);
    emulator().setNumber({ custSpaceId: "cams-2", phoneNumber: "1" });
    expect(await query({ CustSpaceId: "cams-1" })).toEqual({
      RequestId: expect.any(String),
      Code: "OK",
      Message: "SUCCESS",
      Success: true,
      PhoneNumbers: [
        {
          PhoneNumber: NUMBER.PhoneNumber,
          Status: "CONNECTED",
          CodeVerificationStatus: "VERIFIED",
          QualityRating: "GREEN",
          MessagingLimitTier: "TIER_10K",
          VerifiedName: "Example",
          NameStatus: "Approval",
          NewNameStatus: "Approval",
          IsOfficial: "N",
        },
      ],
    });
  });

  it.each([
    ["VERIFIED", 1],
    ["CONNECTED", 1],
    ["BANNED", 0],
  ])("filters by the status %s", async (Status, count) => {
    emulator().setNumber({ custSpaceId: "cams-1", phoneNumber: "1" });
    expect((await query({ Status }))["PhoneNumbers"]).toHaveLength(count);
  });

  it("shows an empty list or leaves it out", async () => {
    expect(await query()).toHaveProperty("PhoneNumbers", []);
    emulator().setBehaviour({ emptyList: "absent" });
    expect(await query()).not.toHaveProperty("PhoneNumbers");
  });
});
