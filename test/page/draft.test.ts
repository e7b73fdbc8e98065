import { describe, expect, it } from "@jest/globals";
import { draftOf, isEdited, isOutdated, moved, removed, replaced } from "../../page/edit/draft.js";
import { lengthOf } from "../../page/edit/limits.js";

const number = (...prompts: string[]) => ({
  custSpaceId: "s",
  phoneNumber: "1",
  enableWelcomeMessage: false,
  prompts,
  commands: [],
});

describe("a draft", () => {
  it("follows the number until something is edited", () => {
    const untouched = draftOf(number("b"), { base: number("a"), edited: number("a") });
    expect([untouched.edited.prompts, isEdited(untouched)]).toEqual([["b"], false]);
    expect(draftOf(number("b"), undefined).edited.prompts).toEqual(["b"]);
  });

  it("stays when the number changes, and says that it did", () => {
    const draft = { base: number("a"), edited: number("mine") };
    expect(draftOf(number("theirs"), draft)).toBe(draft);
    expect(isOutdated(draft, number("a"))).toBe(false);
    expect(isOutdated(draft, number("theirs"))).toBe(true);
    expect(isOutdated(draft, number("mine"))).toBe(false);
  });

  it("replaces, removes and moves elements", () => {
    const list = ["a", "b", "c"];
    expect(replaced(list, 1, "x")).toEqual(["a", "x", "c"]);
    expect(removed(list, 0)).toEqual(["b", "c"]);
    expect(moved(list, 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(list, 0, 1)).toEqual(["b", "a", "c"]);
  });

  it("counts code points", () => {
    expect(lengthOf("a你😀")).toBe(3);
  });
});
