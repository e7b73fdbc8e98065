import { describe, expect, it } from "@jest/globals";
import { SafetyMargin } from "../../../api/pace/safety-margin.js";

function marginAfter(...roundTrips: number[]): SafetyMargin {
  const margin = new SafetyMargin();
  for (const roundTrip of roundTrips) margin.observe(roundTrip);
  return margin;
}

/** `count` equal round trips. */
function repeated(count: number, roundTrip: number): number[] {
  return Array.from({ length: count }, () => roundTrip);
}

describe("the safety margin", () => {
  it.each([
    [0, 150],
    [1, 150],
    [5, 40],
    [10, 20],
    [20, 10],
    [40, 10],
  ])("is wide until the round trips are known: after %d equal ones it is %d ms", (count, ms) => {
    expect(marginAfter(...repeated(count, 500)).ms).toBe(ms);
  });

  it.each([
    ["is twice the spread of the round trips", [500, 540, 510, 520, 530], 80],
    ["is no less than their number allows", [500, 519, 500, 500, 500], 40],
    ["is at most 150 ms by the spread", [500, 576, 500, 500, 500], 150],
    ["is less than 150 ms when the spread is less than 75", [500, 574, 500, 500, 500], 148],
    ["compares round trips as numbers", [9, 80, 10, 70, 100], 150],
  ])("%s", (_name, roundTrips, ms) => {
    expect(marginAfter(...roundTrips).ms).toBe(ms);
  });

  it("ignores the shortest and the longest tenth", () => {
    expect(marginAfter(...repeated(7, 100), 130, 1000).ms).toBe(150);
    expect(marginAfter(...repeated(8, 100), 130, 1000).ms).toBe(60);
    expect(marginAfter(1, ...repeated(8, 100), 130).ms).toBe(20);
    expect(marginAfter(...repeated(16, 100), 130, 1000, 1000).ms).toBe(150);
    expect(marginAfter(...repeated(16, 100), 130, 130, 1000, 1000).ms).toBe(60);
  });

  it("forgets all but the last forty round trips", () => {
    const margin = marginAfter(...repeated(10, 100), ...repeated(30, 150));
    expect(margin.ms).toBe(100);
    for (const roundTrip of repeated(5, 150)) margin.observe(roundTrip);
    expect(margin.ms).toBe(100);
    margin.observe(150);
    expect(margin.ms).toBe(10);
  });

  it("grows by 25 ms with each call that our own jitter got throttled, up to 400 ms", () => {
    const margin = marginAfter(...repeated(2, 500));
    margin.widen();
    expect(margin.ms).toBe(125);
    for (let count = 0; count < 10; count += 1) margin.widen();
    expect(margin.ms).toBe(375);
    margin.widen();
    expect(margin.ms).toBe(400);
    margin.widen();
    expect(margin.ms).toBe(400);
  });

  it("shrinks by a quarter of a millisecond with each accepted call, down to what it was", () => {
    const margin = marginAfter(...repeated(2, 500));
    margin.widen();
    margin.recover();
    expect(margin.ms).toBe(124.75);
    for (let count = 0; count < 98; count += 1) margin.recover();
    expect(margin.ms).toBe(100.25);
    margin.recover();
    margin.recover();
    expect(margin.ms).toBe(100);
    margin.widen();
    expect(margin.ms).toBe(125);
  });

  it("recovers within 1,600 accepted calls, however many calls were throttled", () => {
    const margin = marginAfter(...repeated(2, 500));
    for (let count = 0; count < 1000; count += 1) margin.widen();
    for (let count = 0; count < 1599; count += 1) margin.recover();
    expect(margin.ms).toBe(100.25);
    margin.recover();
    expect(margin.ms).toBe(100);
  });
});
