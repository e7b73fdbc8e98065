import { shapeOf } from "./shape.js";

/** A phone number: 6 to 15 digits, beginning with a country code, which never begins with 0. */
export const PHONE_NUMBER = /^[1-9]\d{5,14}$/;

/** What is wrong with a phone number as somebody wrote it, and what to write instead. */
export function problemOfPhoneNumber(written: string): string | undefined {
  if (PHONE_NUMBER.test(written)) return undefined;
  const digits = digitsOf(written);
  if (digits !== undefined) return `Expected only digits. Write "${digits}".`;
  if (/^\s*\d([.,]\d+)?E\+?\d+\s*$/i.test(written)) {
    return (
      "Expected a phone number, found one that was rounded like an amount. Enter it again as text: in quotation marks, " +
      "or in a spreadsheet's column whose format is text."
    );
  }
  const [, zeros = "", national = ""] = /^\D*(0+)(.*)$/s.exec(written) ?? [];
  if (zeros === "") return `Expected 6 to 15 digits, beginning with the country code, found ${shapeOf(written)}.`;
  const international = zeros === "00" ? digitsOf(national) : undefined;
  const instead = international === undefined ? ', like "8613000000000"' : `. Write "${international}"`;
  return `Expected the country code first, without 0 or 00 before it, found "${zeros}"${instead}.`;
}

/**
 * The digits of a phone number that is written with a plus sign, spaces or punctuation, or that a spreadsheet has given
 * decimals. Undefined if it may be another number.
 */
export function digitsOf(written: string): string | undefined {
  const plain = written
    .normalize("NFKC")
    .replace("(0)", "")
    .replace(/^(\+?\d{6,})[.,]00?$/, "$1");
  if (!/^[\s\p{Cf}\p{Pd}\d'()+.,/]*$/u.test(plain)) return undefined;
  const digits = plain.replace(/\D/g, "");
  return PHONE_NUMBER.test(digits) ? digits : undefined;
}
