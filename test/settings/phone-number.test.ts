import { describe, expect, it } from "@jest/globals";
import { digitsOf, problemOfPhoneNumber } from "../../settings/phone-number.js";

describe("a phone number", () => {
  it.each(["442000000000", "861300", "123456789012345"])("may be %s", (written) => {
    expect(problemOfPhoneNumber(written)).toBeUndefined();
    expect(digitsOf(written)).toBe(written);
  });

  it.each([
    "+44 2000 000000",
    "+44 (0)2000-000.000",
    "\ufeff442000000000",
    "\u202a+44\u00a02000\u2011000000\u202c",
    "'442000000000",
    "442000000000.0",
    "+442000000000.0",
    "442000000000,00",
    "４４２００００００００0",
  ])("written as %j is refused, with the digits to write", (written) => {
    expect(problemOfPhoneNumber(written)).toBe('Expected only digits. Write "442000000000".');
  });

  it.each([
    ["0442000000000", 'found "0", like "8613000000000".'],
    ["+0442000000000", 'found "0", like "8613000000000".'],
    ["00442000000000", 'found "00". Write "442000000000".'],
    ["0044 2000 000000", 'found "00". Write "442000000000".'],
    ["000442000000000", 'found "000", like "8613000000000".'],
    ["00 44", 'found "00", like "8613000000000".'],
  ])("that begins with zeros, %s, is refused for that", (written, end) => {
    expect(problemOfPhoneNumber(written)).toBe(`Expected the country code first, without 0 or 00 before it, ${end}`);
  });

  it.each(["4.42E+11", "4,42E+11", "4.42e11", " 4E+11 "])(
    "that a spreadsheet has rounded to %s is refused",
    (written) => {
      expect(problemOfPhoneNumber(written)).toBe(
        "Expected a phone number, found one that was rounded like an amount. Enter it again as text: in quotation marks, " +
          "or in a spreadsheet's column whose format is text.",
      );
      expect(digitsOf(written)).toBeUndefined();
    },
  );

  it.each([
    ["", "an empty string"],
    ["4", "a string of 1 character"],
    ["44", "a string of 2 characters"],
    ["1234567890123456", "a string of 16 characters"],
    ["442000000000 or 442000000001", "a string of 28 characters"],
    ["four", "a string of 4 characters"],
    ["or 442000000000", "a string of 15 characters"],
    ["442000000000.0 or more", "a string of 22 characters"],
    ["x4.42E+11", "a string of 9 characters"],
    ["4.42E+11x", "a string of 9 characters"],
  ])("is refused as %j", (written, found) => {
    expect(problemOfPhoneNumber(written)).toBe(
      `Expected 6 to 15 digits, beginning with the country code, found ${found}.`,
    );
  });
});
