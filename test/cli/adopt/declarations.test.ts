import { describe, expect, it } from "@jest/globals";
import { declare, type Declarations } from "../../../cli/adopt/declarations.js";
import type { FoundNumber } from "../../../cli/adopt/found-number.js";
import { CHINESE, ENGLISH, found, ORDER } from "./found-numbers.js";

const HELP = { commandName: "help", commandDescription: "Help" };

/** Declarations in short: profiles with their sizes, members with their overrides, and the other numbers. */
function inShort({ profiles, members, others }: Declarations): unknown {
  return {
    profiles: profiles.map(({ name, numbers }) => `${name} ${numbers.length}`),
    members: Object.fromEntries(
      members.map(({ number, profile, overrides }) => {
        const isExact = Object.keys(overrides).length === 0;
        return [number.phoneNumber, isExact ? profile.name : { profile: profile.name, ...overrides }];
      }),
    ),
    others: others.map(({ phoneNumber }) => phoneNumber),
  };
}

interface Case {
  rule: string;
  numbers: FoundNumber[];
  profiles?: string[];
  members?: Record<string, unknown>;
  others?: string[];
}

const CASES: Case[] = [
  { rule: "nothing of no numbers", numbers: [] },
  { rule: "no fleet for one number", numbers: [found("100001", ENGLISH)], others: ["100001"] },
  {
    rule: "no fleet for numbers without anything in common",
    numbers: [found("100001", ENGLISH), found("100002", CHINESE), found("100003")],
    others: ["100001", "100002", "100003"],
  },
  {
    rule: "no fleet for two numbers that share a list and differ otherwise",
    numbers: [found("100001", ENGLISH), found("100002", { ...ENGLISH, enableWelcomeMessage: true })],
    others: ["100001", "100002"],
  },
  {
    rule: "a profile of two equal numbers",
    numbers: [found("100001", ENGLISH), found("100002", ENGLISH)],
    profiles: ["order 2"],
    members: { "100001": "order", "100002": "order" },
  },
  {
    rule: "two profiles of numbers that differ in order only",
    numbers: ["100001", "100002", "100003", "100004"].map((number, index) =>
      found(number, { commands: index < 2 ? [ORDER, HELP] : [HELP, ORDER] }),
    ),
    profiles: ["order 2", "help 2"],
    members: { "100001": "order", "100002": "order", "100003": "help", "100004": "help" },
  },
  {
    rule: "the largest profile first, and numbers in their own order",
    numbers: [
      found("300001", ENGLISH),
      found("100001", CHINESE),
      found("300003", ENGLISH),
      found("100002", CHINESE),
      found("200001", ENGLISH),
    ],
    profiles: ["order 3", "profile1 2"],
    members: { "100001": "profile1", "100002": "profile1", "200001": "order", "300001": "order", "300003": "order" },
  },
  {
    rule: "a profile of the numbers that were never configured",
    numbers: [found("100001"), found("100002")],
    profiles: ["none 2"],
    members: { "100001": "none", "100002": "none" },
  },
  {
    rule: "the same profile for a single one beside others",
    numbers: [found("100001"), found("100002", ENGLISH), found("100003", ENGLISH)],
    profiles: ["order 2", "none 1"],
    members: { "100001": "none", "100002": "order", "100003": "order" },
  },
  {
    rule: "an override where an odd number shares the commands, also one that empties",
    numbers: [
      found("100001", ENGLISH),
      found("100002", ENGLISH),
      found("100003", { ...ENGLISH, prompts: ["Opening hours"] }),
      found("100004", { ...ENGLISH, prompts: [] }),
    ],
    profiles: ["order 2"],
    members: {
      "100001": "order",
      "100002": "order",
      "100003": { profile: "order", prompts: ["Opening hours"] },
      "100004": { profile: "order", prompts: [] },
    },
  },
  {
    rule: "several overrides where it shares the prompts alone",
    numbers: [
      found("100001", ENGLISH),
      found("100002", ENGLISH),
      found("100003", { ...ENGLISH, enableWelcomeMessage: true, commands: [HELP] }),
    ],
    profiles: ["order 2"],
    members: {
      "100001": "order",
      "100002": "order",
      "100003": { profile: "order", enableWelcomeMessage: true, commands: [HELP] },
    },
  },
  {
    rule: "the profile with which it shares most, though another one is larger",
    numbers: [
      ...["100001", "100002", "100003"].map((number) => found(number, { commands: [ORDER], prompts: ["One"] })),
      ...["200001", "200002"].map((number) => found(number, { prompts: ["Two"], enableWelcomeMessage: true })),
      found("300001", { prompts: ["Two"], enableWelcomeMessage: true, commands: [ORDER] }),
    ],
    profiles: ["order 3", "profile1 2"],
    members: {
      ...{ "100001": "order", "100002": "order", "100003": "order", "200001": "profile1", "200002": "profile1" },
      "300001": { profile: "profile1", commands: [ORDER] },
    },
  },
  {
    rule: "the larger of two profiles with which it shares as much",
    numbers: [
      ...["100001", "100002"].map((number) => found(number, { commands: [ORDER], prompts: ["One"] })),
      ...["200001", "200002", "200003"].map((number) => found(number, { commands: [HELP], prompts: ["Two"] })),
      found("300001", { commands: [ORDER], prompts: ["Two"] }),
    ],
    profiles: ["help 3", "order 2"],
    members: {
      ...{ "100001": "order", "100002": "order", "200001": "help", "200002": "help", "200003": "help" },
      "300001": { profile: "help", commands: [ORDER] },
    },
  },
  {
    rule: "no override where it shares empty lists or the switch alone",
    numbers: [
      found("100001", CHINESE),
      found("100002", CHINESE),
      found("100003", { prompts: ["Opening hours"] }),
      found("100004", { enableWelcomeMessage: true }),
    ],
    profiles: ["profile1 2"],
    members: { "100001": "profile1", "100002": "profile1" },
    others: ["100003", "100004"],
  },
];

describe("declare", () => {
  it.each(CASES)("makes $rule", ({ numbers, profiles = [], members = {}, others = [] }) => {
    expect(inShort(declare(numbers))).toEqual({ profiles, members, others });
  });

  it.each(CASES)("makes $rule, in whatever order they come", ({ numbers }) => {
    expect(declare([...numbers].reverse())).toEqual(declare(numbers));
  });

  it.each(CASES)("loses nothing: $rule", ({ numbers }) => {
    const { members, others } = declare(numbers);
    const declared = members.map(({ number, profile, overrides }) => [
      number.phoneNumber,
      { ...profile.settings, ...overrides },
    ]);
    for (const { phoneNumber, settings } of others) declared.push([phoneNumber, settings]);
    expect(Object.fromEntries(declared)).toEqual(
      Object.fromEntries(numbers.map(({ phoneNumber, settings }) => [phoneNumber, settings])),
    );
  });
});
