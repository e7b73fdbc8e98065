import { describe, expect, it } from "@jest/globals";
import { SafetyMargin } from "../../../api/pace/safety-margin.js";

function marginAfter(...roundTrips: number[]): SafetyMargin {
  const margin = new SafetyMargin();
  for (const roundTrip of roundTrips) margin.observe(roundTrip);
  return margin;
}

/** `count` times the same round trip. */
function alike(count: number, roundTrip: number): number[] {
  return Array.from({ length: count }, () => roundTrip);
}

describe("the margin", () => {
  it("is 100 ms until there are five round trips to judge by", () => {
    expect(new SafetyMargin().ms).toBe(100);
    expect(marginAfter(1, 1, 1, 1).ms).toBe(100);
    expect(marginAfter(1, 1, 1, 1, 1).ms).toBe(50);
  });

  it.each([
    ["is twice the spread of the round trips", [500, 540, 510, 520, 530], 80],
    ["is 50 ms at least", [500, 520, 500, 500, 500], 50],
    ["is more than 50 ms when the spread is more than 25", [500, 526, 500, 500, 500], 52],
    ["is 150 ms at most by the spread", [500, 576, 500, 500, 500], 150],
    ["is less than 150 ms when the spread is less than 75", [500, 574, 500, 500, 500], 148],
    ["takes round trips as numbers", [9, 80, 10, 70, 100], 150],
  ])("%s", (_name, roundTrips, ms) => {
    expect(marginAfter(...roundTrips).ms).toBe(ms);
  });

  it("leaves out the shortest and the longest tenth", () => {
    expect(marginAfter(...alike(7, 100), 130, 1000).ms).toBe(150);
    expect(marginAfter(...alike(8, 100), 130, 1000).ms).toBe(60);
    expect(marginAfter(1, ...alike(8, 100), 130).ms).toBe(50);
    expect(marginAfter(...alike(16, 100), 130, 1000, 1000).ms).toBe(150);
    expect(marginAfter(...alike(16, 100), 130, 130, 1000, 1000).ms).toBe(60);
  });

  it("forgets all but the last forty round trips", () => {
    const margin = marginAfter(...alike(10, 100), ...alike(30, 150));
    expect(margin.ms).toBe(100);
    for (const roundTrip of alike(5, 150)) margin.observe(roundTrip);
    expect(margin.ms).toBe(100);
    margin.observe(150);
    expect(margin.ms).toBe(50);
  });

  it("grows by 25 ms with each throttle answer, up to 400 ms", () => {
    const margin = new SafetyMargin();
    margin.widen();
    expect(margin.ms).toBe(125);
    for (let count = 0; count < 10; count += 1) margin.widen();
    expect(margin.ms).toBe(375);
    margin.widen();
    expect(margin.ms).toBe(400);
    margin.widen();
    expect(margin.ms).toBe(400);
  });

  it("gives a quarter of a millisecond back for each accepted call, down to what it was", () => {
    const margin = new SafetyMargin();
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

  it("is made good within 1,600 accepted calls, however many throttle answers there were", () => {
    const margin = new SafetyMargin();
    for (let count = 0; count < 1000; count += 1) margin.widen();
    for (let count = 0; count < 1599; count += 1) margin.recover();
    expect(margin.ms).toBe(100.25);
    margin.recover();
    expect(margin.ms).toBe(100);
  });
});
