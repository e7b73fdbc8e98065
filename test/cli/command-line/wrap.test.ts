import { describe, expect, it } from "@jest/globals";
import { widthOf, wrap, wrapAll } from "../../../cli/command-line/wrap.js";

describe("wrap", () => {
  it.each([
    ["a bc def", 8, ["a bc def"]],
    ["a bc def", 7, ["a bc", "def"]],
    ["a  b\nc", 80, ["a b c"]],
    ["", 80, []],
    ["a-very-long-word b", 4, ["a-very-long-word", "b"]],
    ["run `pulumi up` now", 12, ["run", "`pulumi up`", "now"]],
    ["(`pulumi up`), it's", 8, ["(`pulumi up`),", "it's"]],
    ["a ` b", 3, ["a `", "b"]],
  ])("breaks %j at %d columns, but no word and no command", (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });
});

describe("wrapAll", () => {
  it("keeps empty lines and indented commands, and shows what cannot be seen", () => {
    expect(wrapAll(["one two", "", "  pulumi up --stack dev", "\u009b"], 5)).toEqual([
      "one",
      "two",
      "",
      "  pulumi up --stack dev",
      "\\u009b",
    ]);
  });
});

describe("widthOf", () => {
  it.each([
    [{ columns: 120 }, 120],
    [{ columns: 0 }, 80],
    [{}, 80],
  ])("of %j is %d", (stream, width) => {
    expect(widthOf(stream)).toBe(width);
  });
});
