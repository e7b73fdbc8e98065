import { describe, expect, it } from "@jest/globals";
import { declare, type Declarations } from "../../../cli/adopt/declarations.js";
import type { FoundNumber } from "../../../cli/adopt/found-number.js";
import { CHINESE, ENGLISH, found, ORDER } from "./found-numbers.js";

const HELP = { commandName: "help", commandDescription: "Help" };

/** A summary of declarations: the names of the profiles, the members with their overrides, and the other numbers. */
function summary({ profiles, members, others }: Declarations): unknown {
  return {
    profiles: profiles.map(({ name }) => name),
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
  { rule: "nothing for no numbers", numbers: [] },
  { rule: "no fleet for one number", numbers: [found("100001", ENGLISH)], others: ["100001"] },
  {
    rule: "no fleet for numbers with nothing in common",
    numbers: [found("100001", ENGLISH), found("100002", CHINESE), found("100003")],
    others: ["100001", "100002", "100003"],
  },
  {
    rule: "no fleet for two numbers that share only a list",
    numbers: [found("100001", ENGLISH), found("100002", { ...ENGLISH, enableWelcomeMessage: true })],
    others: ["100001", "100002"],
  },
  {
    rule: "a profile for two equal numbers",
    numbers: [found("100001", ENGLISH), found("100002", ENGLISH)],
    profiles: ["order"],
    members: { "100001": "order", "100002": "order" },
  },
  {
    rule: "two profiles for numbers that differ only in order",
    numbers: ["100001", "100002", "100003", "100004"].map((number, index) =>
      found(number, { commands: index < 2 ? [ORDER, HELP] : [HELP, ORDER] }),
    ),
    profiles: ["order", "help"],
    members: { "100001": "order", "100002": "order", "100003": "help", "100004": "help" },
  },
  {
    rule: "the largest profile first, and members in the order of their numbers",
    numbers: [
      found("300001", ENGLISH),
      found("100001", CHINESE),
      found("300003", ENGLISH),
      found("100002", CHINESE),
      found("200001", ENGLISH),
    ],
    profiles: ["order", "profile1"],
    members: { "100001": "profile1", "100002": "profile1", "200001": "order", "300001": "order", "300003": "order" },
  },
  {
    rule: "a profile for numbers that were never configured",
    numbers: [found("100001"), found("100002")],
    profiles: ["none"],
    members: { "100001": "none", "100002": "none" },
  },
  {
    rule: "a profile for a single number that was never configured, if there are others",
    numbers: [found("100001"), found("100002", ENGLISH), found("100003", ENGLISH)],
    profiles: ["order", "none"],
    members: { "100001": "none", "100002": "order", "100003": "order" },
  },
  {
    rule: "an override, even an empty one, if a number shares only the commands",
    numbers: [
      found("100001", ENGLISH),
      found("100002", ENGLISH),
      found("100003", { ...ENGLISH, prompts: ["Opening hours"] }),
      found("100004", { ...ENGLISH, prompts: [] }),
    ],
    profiles: ["order"],
    members: {
      "100001": "order",
      "100002": "order",
      "100003": { profile: "order", prompts: ["Opening hours"] },
      "100004": { profile: "order", prompts: [] },
    },
  },
  {
    rule: "several overrides if a number shares only the prompts",
    numbers: [
      found("100001", ENGLISH),
      found("100002", ENGLISH),
      found("100003", { ...ENGLISH, enableWelcomeMessage: true, commands: [HELP] }),
    ],
    profiles: ["order"],
    members: {
      "100001": "order",
      "100002": "order",
      "100003": { profile: "order", enableWelcomeMessage: true, commands: [HELP] },
    },
  },
  {
    rule: "a member of the profile it shares most with, even if another one is larger",
    numbers: [
      ...["100001", "100002", "100003"].map((number) => found(number, { commands: [ORDER], prompts: ["One"] })),
      ...["200001", "200002"].map((number) => found(number, { prompts: ["Two"], enableWelcomeMessage: true })),
      found("300001", { prompts: ["Two"], enableWelcomeMessage: true, commands: [ORDER] }),
    ],
    profiles: ["order", "profile1"],
    members: {
      ...{ "100001": "order", "100002": "order", "100003": "order", "200001": "profile1", "200002": "profile1" },
      "300001": { profile: "profile1", commands: [ORDER] },
    },
  },
  {
    rule: "a member of the larger of two profiles it shares equally with",
    numbers: [
      ...["100001", "100002"].map((number) => found(number, { commands: [ORDER], prompts: ["One"] })),
      ...["200001", "200002", "200003"].map((number) => found(number, { commands: [HELP], prompts: ["Two"] })),
      found("300001", { commands: [ORDER], prompts: ["Two"] }),
    ],
    profiles: ["help", "order"],
    members: {
      ...{ "100001": "order", "100002": "order", "200001": "help", "200002": "help", "200003": "help" },
      "300001": { profile: "help", commands: [ORDER] },
    },
  },
  {
    rule: "no override if a number shares only empty lists or the switch",
    numbers: [
      found("100001", CHINESE),
      found("100002", CHINESE),
      found("100003", { prompts: ["Opening hours"] }),
      found("100004", { enableWelcomeMessage: true }),
    ],
    profiles: ["profile1"],
    members: { "100001": "profile1", "100002": "profile1" },
    others: ["100003", "100004"],
  },
];

describe("declare", () => {
  it.each(CASES)("makes $rule", ({ numbers, profiles = [], members = {}, others = [] }) => {
    expect(summary(declare(numbers))).toEqual({ profiles, members, others });
  });

  it.each(CASES)("makes $rule, in any order of the numbers", ({ numbers }) => {
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
