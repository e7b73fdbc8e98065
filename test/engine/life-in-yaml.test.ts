import { it } from "@jest/globals";
import { live } from "../support/life-in-language.js";
import { describeWithSignals } from "../support/processes.js";

describeWithSignals("a program in YAML", () => {
  it("lives as one in TypeScript does, from the first preview to the destroy", () => live("yaml"));
});
