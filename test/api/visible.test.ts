import { describe, expect, it } from "@jest/globals";
import { visible } from "../../api/visible.js";

describe("visible", () => {
  it.each([
    ["C0 control characters", "a\u0000\t\r\n\u001b[2J\u007f", "a\\u0000\\u0009\\u000d\\u000a\\u001b[2J\\u007f"],
    ["C1 control characters", "\u0080\u0085\u009b31m\u009f", "\\u0080\\u0085\\u009b31m\\u009f"],
    ["line separators", "\u2028\u2029", "\\u2028\\u2029"],
    ["marks that change the order of text", "\u200e\u202e\u2066\ufeff", "\\u200e\\u202e\\u2066\\ufeff"],
    ["invisible tags", "\u{e0041}", "\\udb40\\udc41"],
  ])("shows %s as escapes", (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it("leaves text of any language as it is", () => {
    const text = "Wo ist meine Bestellung? 我的订单在哪里? می\u200cخواهم क्\u200dष é 👍🏽 'a\\b'";
    expect(visible(text)).toBe(text);
  });
});
