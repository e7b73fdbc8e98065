import { beforeAll, describe, expect, it } from "@jest/globals";
import { LIMIT_NAMES } from "../../emulator/behaviour.js";
import type { Behaviour } from "../../emulator/index.js";
import { STRICT, expectedOf, rehearse, type Rehearsal } from "../../live/rehearsal.js";
import { keyOf } from "../../live/run-probes.js";
import { switchesFor } from "../../live/switches.js";

let usual: Rehearsal;
let strict: Rehearsal;

beforeAll(async () => {
  usual = await rehearse({}, true);
  strict = await rehearse(STRICT, false);
});

const RATE_SWITCHES = ["rateLimit", "throttledCallsCount", "throttleCode", "callsPerSecond", "retryAfter"];

/** What the kit finds at an emulator with some switches. */
async function find(behaviour: Partial<Behaviour>) {
  const withRate = Object.keys(behaviour).some((name) => RATE_SWITCHES.includes(name));
  const { results } = await rehearse(behaviour, withRate);
  const expected = expectedOf(usual);
  const differing = results.filter(({ name, outcome }) => outcome && keyOf(outcome) !== expected.get(name));
  return {
    differing: differing.map(({ name }) => name),
    unanswered: results.filter(({ outcome }) => !outcome).map(({ name }) => name),
    switches: switchesFor(results, [...usual.results, ...strict.results]),
  };
}

describe("at an emulator without switches", () => {
  it("every probe is answered, and none differs", async () => {
    expect(usual.results.filter(({ outcome }) => !outcome)).toEqual([]);
    expect(await find({})).toEqual({ differing: [], unanswered: [], switches: {} });
  });
});

const LIMITS = LIMIT_NAMES.map((name) => `limit-${name}`);
const DOCUMENTED_LIMITS = LIMITS.slice(2);

describe("at an emulator with", () => {
  it.each<[Partial<Behaviour>, string[], string[]?]>([
    [
      { unsetSettings: "null", emptyList: "absent", unknownNumbers: "reject", absentParameters: "clear" },
      ["absent-parameters", "unset-settings", "unknown-number", "query-empty-list"],
    ],
    [
      { unsetSettings: "empty", unknownSpaces: "reject", emptyParameters: "clear", businessErrors: "bad-request" },
      ["empty-parameters", "unset-settings", "unknown-space", "business-errors"],
    ],
    [
      { emptyLists: "keep", emptyParameters: "reject", listOrder: "sorted", queryStatus: "status" },
      ["list-order", "empty-parameters", "empty-lists", "query-status"],
      ["unset-settings"],
    ],
    [
      { emptyLists: "reject", emptyParameters: "clear", queryStatus: "verification" },
      ["empty-parameters", "empty-lists", "query-status"],
    ],
    [
      { staleReadMs: 1200, formBody: "ignore", plusSign: "plus", queryWithoutSpace: "none" },
      ["read-after-write", "form-body", "plus-sign", "query-without-space"],
    ],
    [
      { welcomeMessage: "ignored", queryStatus: "ignored", queryWithoutSpace: "reject" },
      ["welcome-message", "query-status", "query-without-space"],
      ["query-empty-list"],
    ],
    [
      { wrongValues: { EnableWelcomeMessage: "clear", Commands: "keep" }, strictLimits: true },
      ["wrong-welcome-message", "wrong-commands", ...DOCUMENTED_LIMITS],
    ],
    [
      { wrongValues: { Prompts: "clear" }, strictLimits: ["prompt-length", "command-name-unique"] },
      [
        "wrong-prompts",
        "limit-prompt-count",
        "limit-command-name-length",
        "limit-prompt-length",
        "limit-command-name-unique",
      ],
      ["order-values-space"],
    ],
    [
      {
        gatewayChecks: ["signature", "action", "date"],
        parameterChecks: ["missing", "space", "values"],
        unknownSpaces: "reject",
      },
      ["unknown-space", "order-action-signature", "order-date-signature", "order-values-space"],
    ],
    [
      { gatewayChecks: ["date", "signature", "action"], parameterChecks: ["values", "missing", "space"] },
      ["order-action-signature", "order-missing-values"],
    ],
    [
      {
        unknownSpaces: "reject",
        businessErrors: "bad-request",
        refusals: {
          "prompt-count": { status: 200, code: "Meta", message: "Too many" },
          "Unknown.ResourceOwnerId": { code: "NoSuchSpace" },
          MissingPhoneNumber: { status: 200 },
          InvalidCommands: { message: "No" },
        },
      },
      ["wrong-commands", "missing-number", "unknown-space", "limit-prompt-count", "business-errors"],
    ],
    [{ rateLimit: "fixed" }, ["rate-window"], ["rate-throttled-calls"]],
    [{ rateLimit: "bucket", throttledCallsCount: true }, ["rate-window", "rate-throttled-calls"]],
    [{ rateLimit: "none" }, ["rate-limit", "rate-window"], ["rate-throttled-calls", "rate-answer"]],
    [
      {
        throttledCallsCount: true,
        throttleCode: "System.LimitControl",
        callsPerSecond: { GetConversationalAutomation: 8 },
      },
      ["rate-limit", "rate-throttled-calls", "rate-answer"],
    ],
    [{ throttleCode: "System.LimitControl", retryAfter: "always" }, ["rate-answer"]],
    [
      { retryAfter: "never", refusals: { "Throttling.User": { status: 429, code: "Throttling.Api" } } },
      ["rate-answer"],
    ],
  ])("%j, exactly that is found", async (behaviour, differing, unanswered = []) => {
    expect(await find(behaviour)).toEqual({ differing, unanswered, switches: behaviour });
  });
});
