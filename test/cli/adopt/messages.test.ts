import { describe, expect, it } from "@jest/globals";
import { declare } from "../../../cli/adopt/declarations.js";
import { keptMessage, outcomeMessage } from "../../../cli/adopt/messages.js";
import { ENGLISH, found } from "./found-numbers.js";

describe("keptMessage", () => {
  it("says how to resume, and is empty if nothing was read", () => {
    expect([0, 1, 1234].map(keptMessage)).toEqual([
      "",
      "1 number was read and kept for two hours. Run the same command again to resume.",
      "1,234 numbers were read and kept for two hours. Run the same command again to resume.",
    ]);
  });
});

describe("outcomeMessage", () => {
  it.each([
    [1, "Wrote a: 1 number.\n"],
    [3, "Wrote a: 3 numbers, 3 of them in a fleet with 1 profile.\n"],
  ])("counts %d numbers", (count, words) => {
    const numbers = Array.from({ length: count }, (_, index) => found(String(100_000 + index), ENGLISH));
    expect(outcomeMessage(declare(numbers), ["a"], [], 80)).toContain(words);
  });

  it("wraps prose at a width, but no command", () => {
    const next = ["Next, in the folder:", "  pulumi import --file import.json"];
    expect(outcomeMessage(declare([found("100001")]), ["index.ts"], next, 16)).toBe(
      "Wrote index.ts:\n1 number.\n\nNext, in the\nfolder:\n  pulumi import --file import.json\n",
    );
  });

  it("shows control characters of paths as escapes", () => {
    const message = outcomeMessage(declare([found("100001")]), ["a\u009b/index.ts"], ["add to b\nc.ts"], 80);
    expect(message).toBe("Wrote a\\u009b/index.ts: 1 number.\n\nadd to b\\u000ac.ts\n");
  });
});
