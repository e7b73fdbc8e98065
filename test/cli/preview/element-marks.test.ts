import { describe, expect, it } from "@jest/globals";
import { compareSettings } from "../../../cli/preview/compare-settings.js";
import { readSettings } from "../../../cli/preview/read-settings.js";
import { SECRET, UNKNOWN } from "../../support/preview-document.js";

const SIGNS = { new: "+", gone: "-", changed: "~", moved: ">" };

/** The elements of both lists with their signs. */
function marked(setting: "prompts" | "commands", before: unknown, after: unknown) {
  const compared = compareSettings(readSettings({ [setting]: before }), readSettings({ [setting]: after }));
  const marks = setting === "prompts" ? "promptMarks" : "commandMarks";
  const signs = (list: readonly ("new" | "gone" | "changed" | "moved" | undefined)[] = []) =>
    list.map((mark) => (mark === undefined ? "=" : SIGNS[mark])).join("");
  return [signs(compared.before[marks]), signs(compared.after[marks]), ...compared.differences];
}

describe("prompts", () => {
  it.each([
    ["equal lists", ["A", "B"], ["A", "B"], "==", "==", []],
    ["one at the end", ["A"], ["A", "B"], "=", "=+", ["prompts: 1 new"]],
    ["one at the start", ["B"], ["A", "B"], "=", "+=", ["prompts: 1 new"]],
    ["one less", ["A", "B", "C"], ["A", "C"], "=-=", "==", ["prompts: 1 gone"]],
    ["another text in its place", ["A", "B", "C"], ["A", "X", "C"], "=~=", "=~=", ["prompts: 1 changed"]],
    ["a changed and a new one", ["A", "B"], ["A", "X", "Y"], "=~", "=~+", ["prompts: 1 new, 1 changed"]],
    ["another order", ["A", "B", "C"], ["C", "A", "B"], "==>", ">==", ["prompts: 1 moved"]],
    ["the same text twice", ["A", "B", "A"], ["A", "B"], "==-", "==", ["prompts: 1 gone"]],
    ["nothing in common", ["A"], ["X", "Y"], "~", "~+", ["prompts: 1 new, 1 changed"]],
    ["an empty list", ["A", "B"], [], "--", "", ["prompts: 2 gone"]],
  ])("are marked for %s", (_, before, after, signsBefore, signsAfter, differences) => {
    expect(marked("prompts", before, after)).toEqual([signsBefore, signsAfter, ...differences]);
  });

  it("have no mark where one is not known yet, since it may be the same", () => {
    expect(marked("prompts", ["A", "B"], ["A", UNKNOWN, UNKNOWN])).toEqual([
      "==",
      "==+",
      "prompts: 1 new, 2 not known before the update",
    ]);
  });

  it.each([
    ["a secret that may change", SECRET, SECRET, "prompts: a secret, which a preview does not show, and may change"],
    ["what becomes a secret", ["A"], SECRET, "prompts: now a secret, which a preview does not show"],
    ["what was a secret", SECRET, ["A"], "prompts: no longer a secret"],
    ["what is not known yet", ["A"], UNKNOWN, "prompts: not known before the update"],
    ["what has another form", ["A"], 1, "prompts: not of the form that was expected"],
  ])("are told in words for %s", (_, before, after, difference) => {
    expect(marked("prompts", before, after)).toEqual(["", "", difference]);
  });

  it("may have the text that stands for a secret elsewhere", () => {
    expect(marked("prompts", ["A"], ["A", SECRET])).toEqual(["=", "=+", "prompts: 1 new"]);
    expect(readSettings({ prompts: [SECRET] }).prompts).toEqual([SECRET]);
  });
});

describe("commands", () => {
  const command = (commandName: string, commandDescription: unknown = "") => ({ commandName, commandDescription });

  it.each([
    ["another description", [command("a", "1")], [command("a", "2")], "~", "~", ["commands: 1 changed"]],
    ["another name", [command("a", "1")], [command("b", "1")], "-", "+", ["commands: 1 new, 1 gone"]],
    ["another order", [command("a"), command("b")], [command("b"), command("a")], ">=", "=>", ["commands: 1 moved"]],
    [
      "another place and description",
      [command("a", "1"), command("b")],
      [command("b"), command("a", "2")],
      "~=",
      "=~",
      ["commands: 1 changed"],
    ],
    [
      "a description that is not known yet",
      [command("a", "1")],
      [command("a", UNKNOWN)],
      "=",
      "=",
      ["commands: 1 not known before the update"],
    ],
  ])("are marked by name for %s", (_, before, after, signsBefore, signsAfter, differences) => {
    expect(marked("commands", before, after)).toEqual([signsBefore, signsAfter, ...differences]);
  });
});

describe("the welcome message", () => {
  it("is told to be switched", () => {
    const compared = compareSettings(
      readSettings({ enableWelcomeMessage: false }),
      readSettings({ enableWelcomeMessage: true }),
    );
    expect(compared.differences).toEqual(["welcome message: switched on"]);
    expect([compared.before.welcomeMark, compared.after.welcomeMark]).toEqual(["changed", "changed"]);
  });
});
