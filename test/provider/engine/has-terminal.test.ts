import { describe, expect, it } from "@jest/globals";
import { hasTerminal } from "../../../provider/engine/has-terminal.js";

describe("hasTerminal", () => {
  it("is true when the terminal can be opened", () => {
    expect(hasTerminal({}, __filename)).toBe(true);
  });

  it("is true outside of CI on Windows, which has no file for the terminal", () => {
    const { platform } = process;
    Object.defineProperty(process, "platform", { value: "win32" });
    try {
      expect(hasTerminal({})).toBe(true);
      expect(hasTerminal({ CI: "true" })).toBe(false);
    } finally {
      Object.defineProperty(process, "platform", { value: platform });
    }
  });

  it.each([
    ["without a terminal", {}, "/no/such/terminal"],
    ["in CI, even with a terminal", { CI: "true" }, __filename],
    ["on a build server that does not set CI", { TF_BUILD: "True" }, __filename],
  ])("is false %s", (_, environment, terminal) => {
    expect(hasTerminal(environment, terminal)).toBe(false);
  });
});
