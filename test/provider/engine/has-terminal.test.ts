import { describe, expect, it } from "@jest/globals";
import { hasTerminal } from "../../../provider/engine/has-terminal.js";

describe("hasTerminal", () => {
  it("is true when the terminal can be opened", () => {
    expect(hasTerminal({}, __filename)).toBe(true);
  });

  it.each([
    ["without a terminal", {}, "/no/such/terminal"],
    ["in CI, even with a terminal", { CI: "true" }, __filename],
    ["on a build server that does not set CI", { TF_BUILD: "True" }, __filename],
  ])("is false %s", (_, environment, terminal) => {
    expect(hasTerminal(environment, terminal)).toBe(false);
  });
});
