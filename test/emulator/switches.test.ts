import { describe, expect, it } from "@jest/globals";
import type { Behaviour } from "../../emulator/index.js";
import { withEmulator } from "./running.js";
import { GET, NUMBER, QUERY, UPDATE, call, type CallOptions } from "./signed-call.js";

const emulator = withEmulator(() => ({ now: () => Date.UTC(2026, 10, 22) }));
const NOW = { date: new Date(Date.UTC(2026, 10, 22)) };

const OLD = {
  EnableWelcomeMessage: "true",
  Prompts: '["b","a"]',
  Commands: '[{"CommandName":"z","CommandDescription":"d"},{"CommandName":"y","CommandDescription":"d"}]',
};

const make = (action: string, parameters: Record<string, string>, options: CallOptions = {}) =>
  call(emulator().endpoint, action, parameters, { ...NOW, ...options });
const set = (changes: Partial<Behaviour>) => {
  emulator().setBehaviour({ rateLimit: "none", ...changes });
};
const held = () => {
  const [number] = emulator().numbers();
  const { enableWelcomeMessage, prompts, commands } = number ?? {};
  return [enableWelcomeMessage, prompts?.join(), commands?.map(({ commandName }) => commandName).join()];
};
const codeOf = async (action: string, parameters: Record<string, string>, options: CallOptions = {}) =>
  (await make(action, parameters, options)).json["Code"];

describe("a switch decides what Update does with", () => {
  it.each<[string, Partial<Behaviour>, Record<string, string>, string, unknown[]]>([
    ["an absent parameter", { absentParameters: "clear" }, { Prompts: '["c"]' }, "OK", [false, "c", ""]],
    ["an empty parameter", { emptyParameters: "clear" }, { Prompts: "", Commands: "" }, "OK", [true, "", ""]],
    ["an empty parameter", { emptyParameters: "reject" }, { Prompts: "" }, "InvalidPrompts", [true, "b,a", "z,y"]],
    ["an empty list", { emptyLists: "keep" }, { Prompts: "[]" }, "OK", [true, "b,a", "z,y"]],
    ["an empty list", { emptyLists: "reject" }, { Commands: "[]" }, "InvalidCommands", [true, "b,a", "z,y"]],
    [
      "a value that it cannot read",
      { wrongValues: { EnableWelcomeMessage: "clear", Prompts: "keep", Commands: "clear" } },
      { EnableWelcomeMessage: "yes", Prompts: "[1]", Commands: "{" },
      "OK",
      [false, "b,a", ""],
    ],
    ["the order of lists", { listOrder: "sorted" }, OLD, "OK", [true, "a,b", "y,z"]],
    [
      "the welcome message",
      { welcomeMessage: "ignored" },
      { EnableWelcomeMessage: "false" },
      "OK",
      [true, "b,a", "z,y"],
    ],
  ])("%s: %j", async (_, changes, parameters, code, expected) => {
    await make(UPDATE, { ...NUMBER, ...OLD });
    set(changes);
    expect(await codeOf(UPDATE, { ...NUMBER, ...parameters })).toBe(code);
    expect(held()).toEqual(expected);
  });
});

describe("a switch decides how a request is read:", () => {
  it("a form body can be ignored", async () => {
    set({ formBody: "ignore" });
    expect(await codeOf(GET, {}, { form: "CustSpaceId=cams-1&PhoneNumber=1" })).toBe("MissingCustSpaceId");
  });

  it("a plus sign in the query can mean itself, and is signed as such", async () => {
    const tamper: CallOptions["tamper"] = (sent) => (sent.target = sent.target.replace("%2B", "+"));
    const parameters = { ...NUMBER, Prompts: '["a+b"]' };
    expect(await codeOf(UPDATE, parameters, { tamper })).toBe("SignatureDoesNotMatch");
    set({ plusSign: "plus" });
    expect(await codeOf(UPDATE, parameters, { tamper })).toBe("OK");
    expect(held()[1]).toBe("a+b");
  });
});

describe("a switch decides which check comes first:", () => {
  const WRONG = { accessKeySecret: "wrong" };

  it.each<[Behaviour["gatewayChecks"], string, CallOptions, string]>([
    [["signature", "action", "date"], "Nothing", WRONG, "SignatureDoesNotMatch"],
    [["date", "action", "signature"], "Nothing", WRONG, "InvalidAction.NotFound"],
    [["signature", "date", "action"], GET, { ...WRONG, date: new Date(0) }, "SignatureDoesNotMatch"],
    [["action", "date", "signature"], GET, { ...WRONG, date: new Date(0) }, "InvalidTimeStamp.Expired"],
    [["date", "signature", "action"], "Nothing", {}, "InvalidAction.NotFound"],
  ])("%j", async (gatewayChecks, action, options, code) => {
    set({ gatewayChecks });
    expect(await codeOf(action, NUMBER, options)).toBe(code);
  });

  it.each<[Behaviour["parameterChecks"], Record<string, string>, string]>([
    [["values", "missing", "space"], { Prompts: "x" }, "InvalidPrompts"],
    [["missing", "space", "values"], { ...NUMBER, Prompts: "x" }, "Unknown.ResourceOwnerId"],
    [["missing", "values", "space"], { ...NUMBER, Prompts: "x" }, "InvalidPrompts"],
  ])("%j", async (parameterChecks, parameters, code) => {
    set({ parameterChecks, unknownSpaces: "reject" });
    expect(await codeOf(UPDATE, parameters)).toBe(code);
  });
});

describe("a switch decides what Query", () => {
  it.each<[Behaviour["queryStatus"], number[]]>([
    ["either", [1, 1, 0]],
    ["status", [1, 0, 0]],
    ["verification", [0, 1, 0]],
    ["ignored", [1, 1, 1]],
  ])("compares Status with: %s", async (queryStatus, counts) => {
    emulator().setNumber({ custSpaceId: "cams-1", phoneNumber: "1" });
    set({ queryStatus });
    const lists = ["CONNECTED", "VERIFIED", "BANNED"].map(
      async (Status) => ((await make(QUERY, { Status })).json["PhoneNumbers"] as unknown[]).length,
    );
    expect(await Promise.all(lists)).toEqual(counts);
  });

  it.each<[Behaviour["queryWithoutSpace"], object]>([
    ["none", { Code: "OK", PhoneNumbers: [] }],
    ["reject", { Code: "MissingCustSpaceId" }],
  ])("shows without a space: %s", async (queryWithoutSpace, expected) => {
    emulator().setNumber({ custSpaceId: "cams-1", phoneNumber: "1" });
    set({ queryWithoutSpace });
    expect((await make(QUERY, {})).json).toMatchObject(expected);
  });

  it("and the others say about a space without numbers", async () => {
    set({ unknownSpaces: "reject" });
    expect(await codeOf(QUERY, { CustSpaceId: "cams-1" })).toBe("Unknown.ResourceOwnerId");
    emulator().setNumber({ custSpaceId: "cams-1", phoneNumber: "1" });
    expect([await codeOf(QUERY, { CustSpaceId: "cams-1" }), await codeOf(GET, NUMBER)]).toEqual(["OK", "OK"]);
  });
});

describe("a switch decides what refusals look like:", () => {
  const FIVE = { ...NUMBER, Prompts: '["1","2","3","4","5"]' };

  it("by code, and first of all by the limit that is broken", async () => {
    const long = { ...NUMBER, Prompts: JSON.stringify(["x".repeat(81)]) };
    set({
      strictLimits: true,
      refusals: { "InvalidParameter.Prompts": { code: "Meta" }, "prompt-length": { status: 400, message: "Too long" } },
    });
    expect((await make(UPDATE, FIVE)).json).toMatchObject({ Code: "Meta", Success: false });
    const { status, json } = await make(UPDATE, long);
    expect([status, json]).toEqual([
      400,
      expect.objectContaining({ Code: "InvalidParameter.Prompts", Message: "Too long" }),
    ]);
  });

  it("an error of the gateway can come as HTTP 200", async () => {
    set({ refusals: { MissingCustSpaceId: { status: 200 } } });
    const { status, json } = await make(GET, {});
    expect([status, json]).toEqual([200, expect.objectContaining({ Code: "MissingCustSpaceId", Success: false })]);
  });

  it("only the limits of a list are enforced", async () => {
    set({ strictLimits: ["prompt-length"] });
    expect(await codeOf(UPDATE, FIVE)).toBe("OK");
    set({ strictLimits: [] });
    expect(await codeOf(UPDATE, { ...NUMBER, Prompts: JSON.stringify(["x".repeat(81)]) })).toBe("OK");
  });
});

describe("a switch decides about throttling:", () => {
  it("calls per second", async () => {
    emulator().setBehaviour({ callsPerSecond: { GetConversationalAutomation: 2 } });
    const codes = [await codeOf(GET, NUMBER), await codeOf(GET, NUMBER), await codeOf(GET, NUMBER)];
    expect(codes).toEqual(["OK", "OK", "Throttling.User"]);
  });

  it.each<[Partial<Behaviour>, string | undefined]>([
    [{}, "1000"],
    [{ retryAfter: "never" }, undefined],
    [{ throttleCode: "System.LimitControl" }, undefined],
    [{ throttleCode: "System.LimitControl", retryAfter: "always" }, "1000"],
  ])("the hint, with %j", async (changes, hint) => {
    emulator().setBehaviour({ callsPerSecond: { GetConversationalAutomation: 1 }, ...changes });
    await make(GET, NUMBER);
    expect((await make(GET, NUMBER)).headers["x-acs-retry-after"]).toBe(hint);
  });
});

describe("a switch is refused", () => {
  it.each<[string, object]>([
    [
      'Expected gatewayChecks to have each of "action", "date", "signature" once',
      { gatewayChecks: ["date", "action"] },
    ],
    ["Expected wrongValues to have only the keys", { wrongValues: { Prompt: "keep" } }],
    ["Expected refusals.a to be an object", { refusals: { a: "b" } }],
    ["Expected refusals.a.status to be a whole number from 200 to 599", { refusals: { a: { status: 1 } } }],
    ["Expected strictLimits to be a boolean", { strictLimits: "all" }],
    ['Expected strictLimits[0] to be one of "prompt-count"', { strictLimits: ["prompts"] }],
    [
      "Expected callsPerSecond.GetConversationalAutomation to be",
      { callsPerSecond: { GetConversationalAutomation: 0 } },
    ],
  ])("%s", (message, changes) => {
    expect(() => {
      emulator().setBehaviour(changes);
    }).toThrow(message);
  });
});
