import { describe, expect, it } from "@jest/globals";
import { hasTerminal } from "../../../provider/engine/has-terminal.js";

describe("somebody may be looking", () => {
  it("where there is a terminal", () => {
    expect(hasTerminal({}, __filename)).toBe(true);
  });

  it.each([
    ["without a terminal", {}, "/no/such/terminal"],
    ["in CI, which may have one", { CI: "true" }, __filename],
    ["on a build server that does not say CI", { TF_BUILD: "True" }, __filename],
  ])("but not %s", (_, environment, terminal) => {
    expect(hasTerminal(environment, terminal)).toBe(false);
  });
});
