import { describe, expect, it } from "@jest/globals";
import { scrub } from "../../../api/wire/scrub.js";

/** The encoding of Alibaba Cloud's signature: RFC 3986, which also encodes `!'()*`. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The lists are sent as JSON text. */
const jsonOf = (text: string) => JSON.stringify(text).slice(1, -1);

const SECRETS = [
  "correct horse battery",
  'say "hi" \\ bye',
  "line\nbreak\tand tab",
  "人工服务",
  "100% & more = a+b?#/",
  "Where's my order (today)? *now*!",
  "𝒳 wide",
];

const ENCODINGS: [string, (text: string) => string][] = [
  ["as is", (text) => text],
  ["as JSON", jsonOf],
  ["URI-encoded", encodeURIComponent],
  ["URI-encoded twice", (text) => encodeURIComponent(encodeURIComponent(text))],
  ["as JSON, URI-encoded", (text) => encodeURIComponent(jsonOf(text))],
  ["as JSON, URI-encoded twice", (text) => encodeURIComponent(encodeURIComponent(jsonOf(text)))],
  ["percent-encoded as in the signature", percentEncode],
  ["percent-encoded as in the signature, twice", (text) => percentEncode(percentEncode(text))],
  ["percent-encoded as in the signature, as JSON", (text) => percentEncode(jsonOf(text))],
];

describe("scrubbing", () => {
  describe.each(ENCODINGS)("removes a secret that is echoed %s:", (_name, encode) => {
    it.each(SECRETS)("%j", (secret) => {
      expect(scrub(`before [${encode(secret)}] after`, ["other", secret])).toBe("before [[removed]] after");
    });
  });

  it.each([
    ["with plus signs", "Where+is+my+order%3F"],
    ["in upper case", "WHERE IS MY ORDER?"],
    ["with HTML entities", "Where&#32;is&#x20;my&#32;order?"],
    ["in JSON escapes", "\\u0057here is my order?"],
    ["with lower-case percent escapes", "%57here%20is%20my%20order%3f"],
    ["cut off", "Where is my or..."],
  ])("withholds a text that echoes a setting %s", (_name, echo) => {
    expect(scrub(`The prompt ${echo} is refused`, ["Where is my order?"])).toBe("[a text that repeats the settings]");
  });

  it.each([
    ["with named HTML entities", 'say "hi" & leave', "say &quot;hi&quot; &AMP; leave"],
    [
      "with lower-case percent escapes of several bytes",
      "人工服务".repeat(3),
      encodeURIComponent("人工服务".repeat(3)).toLowerCase(),
    ],
    ["of ten letters in upper case", "abcdefghij", "ABCDEFGHIJ"],
  ])("withholds a text that echoes a setting %s", (_name, secret, echo) => {
    expect(scrub(`The prompt ${echo} is refused`, [secret])).toBe("[a text that repeats the settings]");
  });

  it("does not take nine letters in another case for a setting", () => {
    expect(scrub("The prompt ABCDEFGHI is refused", ["abcdefghi"])).toBe("The prompt ABCDEFGHI is refused");
  });

  it("removes a secret of four letters or more even within a word", () => {
    expect(scrub("Helpful Tracking", ["Help", "Track"])).toBe("[removed]ful [removed]ing");
  });

  it("removes every occurrence, and the longer of two secrets with the same beginning first", () => {
    expect(scrub("Track an order, Track, Track an order", ["Track", "Track an order"])).toBe(
      "[removed], [removed], [removed]",
    );
  });

  it.each([
    ["a", "a banana: a", "[removed] banana: [removed]"],
    ["or", "order or not", "order [removed] not"],
    ["7", "17 or 7", "17 or [removed]"],
    ["是", "不是 是", "不是 [removed]"],
    ["?", "why?", "why[removed]"],
    ["a-b", "a-bc a-b", "a-bc [removed]"],
  ])("removes the short secret %j only where it stands alone", (secret, text, scrubbed) => {
    expect(scrub(text, [secret])).toBe(scrubbed);
  });

  it("changes nothing when the secret is empty or there is none", () => {
    expect(scrub("The phone number is invalid.", [""])).toBe("The phone number is invalid.");
    expect(scrub("The phone number is invalid.", [])).toBe("The phone number is invalid.");
  });

  it("removes half of a surrogate pair", () => {
    expect(scrub("a \ud800 b", ["\ud800"])).toBe("a [removed] b");
  });

  it("removes URLs", () => {
    expect(scrub("POST http://127.0.0.1:1/?Prompts=%5B%22a%22%5D failed", [])).toBe("POST [address] failed");
    expect(scrub("see HTTPS://api.example.com/x?y=z", [])).toBe("see [address]");
  });

  it("removes hashes and signatures", () => {
    expect(scrub(`Signature=${"0a".repeat(32)}, digest ${"F".repeat(40)}.`, [])).toBe(
      "Signature=[hash], digest [hash].",
    );
  });

  it("keeps request ids", () => {
    const id = "90E63D28-E31D-1EB2-8939-A94866411B2O";
    expect(scrub(`request ${id}`, [])).toBe(`request ${id}`);
  });

  it("puts a text on one line, without control and direction characters", () => {
    expect(scrub("  one\r\n two\u001b[31m\u0000 \u202ethree\u2028four\t", [])).toBe("one two [31m three four");
  });

  it("keeps a text of 300 characters whole", () => {
    expect(scrub("x".repeat(300), [])).toBe("x".repeat(300));
  });

  it("truncates a long text", () => {
    const scrubbed = scrub("x ".repeat(1000), []);
    expect(scrubbed.length).toBeLessThanOrEqual(301);
    expect(scrubbed.endsWith("…")).toBe(true);
  });

  it("truncates after removing secrets, so that no part of one is left at the end", () => {
    const secret = "correct horse battery";
    const scrubbed = scrub("x".repeat(290) + ` ${secret} ${secret}`, [secret]);
    expect(scrubbed).not.toContain("horse");
    expect(scrubbed).not.toContain("correct");
  });
});
