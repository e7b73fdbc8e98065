import { it } from "@jest/globals";
import { live } from "../support/life-in-language.js";
import { describeWithSignals } from "../support/processes.js";

describeWithSignals("a program in Python", () => {
  it("lives as one in TypeScript does, from the first preview to the destroy", () => live("python"));
});
