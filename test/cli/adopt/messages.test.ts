import { describe, expect, it } from "@jest/globals";
import { declare } from "../../../cli/adopt/declarations.js";
import { adviceForCommand, keptInWords, outcomeInWords } from "../../../cli/adopt/messages.js";
import { CamsError, type ErrorKind } from "../../../api/index.js";
import { ENGLISH, found } from "./found-numbers.js";

describe("the words of a command", () => {
  it.each<ErrorKind>(["throttled", "meta-limit", "unavailable", "network", "timeout"])(
    "speak of it, and not of a stack's commands, after an error of the kind %s",
    (kind) => {
      const { message } = new CamsError(kind);
      expect(message).toContain("`pulumi up`");
      expect(adviceForCommand(message)).toMatch(/[Rr]un this command again/);
      expect(adviceForCommand(message)).not.toMatch(/pulumi (up|preview)/);
    },
  );

  it("say what is kept, and nothing when that is nothing", () => {
    expect([0, 1, 1234].map(keptInWords)).toEqual([
      "",
      "1 number is read and kept for two hours: run the same command again, and it goes on from there.",
      "1,234 numbers are read and kept for two hours: run the same command again, and it goes on from there.",
    ]);
  });

  it.each([
    [1, "Wrote a: 1 number.\n"],
    [3, "Wrote a: 3 numbers, 3 of them in a fleet with 1 profile.\n"],
  ])("count %d numbers", (count, words) => {
    const numbers = Array.from({ length: count }, (_, index) => found(String(100_000 + index), ENGLISH));
    expect(outcomeInWords(declare(numbers), ["a"], [])).toContain(words);
  });
});
