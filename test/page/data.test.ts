import { expect, it } from "@jest/globals";
import type { Changes as Told } from "../../emulator/page/changes.js";
import { FAULT_NAMES } from "../../emulator/index.js";
import { FAULT_GROUPS } from "../../page/faults/fault-switches.js";
import type { Changes as Known } from "../../page/emulator/data.js";
import { applyChanges, NOTHING_KNOWN } from "../../page/emulator/state.js";

/** Compiles only if the page knows what the emulator tells. */
const known = (told: Told): Known => told;

const CHANGES = {
  isWhole: false,
  now: 0,
  numbers: [],
  calls: [],
  faults: [],
  behaviour: { rateLimit: "sliding" },
  operations: [],
} as const;
const CALL = {
  operation: "Update",
  custSpaceId: "s",
  phoneNumber: "1",
  accessKeyId: "key",
  time: 0,
  status: null,
  code: null,
  fault: null,
  isAdmitted: false,
};
const NUMBER = { custSpaceId: "s", phoneNumber: "1", enableWelcomeMessage: false, prompts: ["a"], commands: [] };

it("adds what changed to what the page knows, and starts over when it is told everything", () => {
  const first = applyChanges(NOTHING_KNOWN, {
    ...CHANGES,
    numbers: [NUMBER, { ...NUMBER, phoneNumber: "2" }],
    calls: [{ ...CALL, index: 0 }],
  });
  const second = applyChanges(first, {
    ...CHANGES,
    numbers: [{ ...NUMBER, prompts: ["b"] }],
    calls: [
      { ...CALL, index: 1 },
      { ...CALL, index: 0, status: 200 },
    ],
  });
  expect([...second.numbers.values()].map(({ prompts }) => prompts)).toEqual([["b"], ["a"]]);
  expect(second.calls.map(({ index, status }) => [index, status])).toEqual([
    [0, 200],
    [1, null],
  ]);
  const whole = applyChanges(second, { ...CHANGES, isWhole: true });
  expect([whole.numbers.size, whole.calls]).toEqual([0, []]);
});

it("has a switch for every fault, except the one that needs parameters", () => {
  expect(known).toBeDefined();
  const switches = FAULT_GROUPS.flatMap((group) => group.switches.map(({ fault }) => fault));
  expect([...switches, "error"].sort()).toEqual([...FAULT_NAMES].sort());
});
