import { describe, expect, it } from "@jest/globals";
import { ConversationalAutomationLifecycle } from "../../provider/lifecycle/conversational-automation.js";
import { containsUnknown, isUnknownAt, UNKNOWN } from "../../settings/unknown.js";

const lifecycle = new ConversationalAutomationLifecycle(() => Promise.reject(new Error("A preview makes no call.")));

const id = "cams-1/8613000000000";
const command = { commandName: "order", commandDescription: "Track an order" };
const inputs = {
  custSpaceId: "cams-1",
  phoneNumber: "8613000000000",
  enableWelcomeMessage: false,
  prompts: ["Hello"],
  commands: [command],
  onDelete: "reset",
};
const outputs = { ...inputs, previousSettings: {}, requestId: "", schemaVersion: 1 };

/** Unknown values at every depth. */
const UNKNOWN_SETTINGS: [string, Record<string, unknown>][] = [
  ["the prompts", { prompts: UNKNOWN }],
  ["a prompt", { prompts: ["Hello", UNKNOWN] }],
  ["the commands", { commands: UNKNOWN }],
  ["a command", { commands: [command, UNKNOWN] }],
  ["a command's name", { commands: [{ ...command, commandName: UNKNOWN }] }],
  ["a command's description", { commands: [{ ...command, commandDescription: UNKNOWN }] }],
  ["enableWelcomeMessage", { enableWelcomeMessage: UNKNOWN }],
  ["onDelete", { onDelete: UNKNOWN }],
];

describe("an unknown value", () => {
  it("is found at any depth", () => {
    expect(containsUnknown(UNKNOWN)).toBe(true);
    expect(containsUnknown([{ a: [{ b: UNKNOWN }] }])).toBe(true);
    expect(containsUnknown(["known", { a: "known", b: UNKNOWN }, "known"])).toBe(true);
    expect(containsUnknown([{ a: [{ b: `${UNKNOWN}!` }] }, null, undefined, 1, true])).toBe(false);
  });

  it.each<[unknown, PropertyKey[], boolean]>([
    [UNKNOWN, [], true],
    [{ a: UNKNOWN }, ["a"], true],
    [{ a: UNKNOWN }, ["a", 0, "b"], true],
    [{ a: [{ b: UNKNOWN }] }, ["a", 0, "b"], true],
    [{ a: [{ b: UNKNOWN }] }, ["a", 0], false],
    [{ a: [UNKNOWN, "b"] }, ["a", 1], false],
    [{ a: null }, ["a", "b"], false],
    [{}, ["a", "b"], false],
  ])("is recognized in %j at %j: %j", (value, path, isUnknown) => {
    expect(isUnknownAt(value, path)).toBe(isUnknown);
  });

  it.each(UNKNOWN_SETTINGS)("passes check unchanged: %s", (_name, unknown) => {
    const result = lifecycle.check({ ...inputs, ...unknown });
    expect(result).toEqual({ inputs: { ...inputs, ...unknown }, failures: [] });
  });

  it.each(UNKNOWN_SETTINGS)("is a change but not a replacement: %s", (_name, unknown) => {
    expect(lifecycle.diff(id, outputs, { ...inputs, ...unknown })).toEqual({ changes: true, replaces: [] });
  });

  it.each(["custSpaceId", "phoneNumber"])("is a replacement when it is part of the id: %s", (name) => {
    expect(lifecycle.diff(id, outputs, { ...inputs, [name]: UNKNOWN })).toEqual({ changes: true, replaces: [name] });
  });

  it("does not hide a known replacement", () => {
    const news = { ...inputs, phoneNumber: "8613000000001", prompts: UNKNOWN };
    expect(lifecycle.diff(id, outputs, news)).toEqual({ changes: true, replaces: ["phoneNumber"] });
  });
});
