import { describe, expect, it } from "@jest/globals";
import type { Change } from "../../../cli/preview/changes.js";
import { changesOf, fleetUrn, properties, SECRET, stepOf, UNKNOWN, update } from "../../support/preview-document.js";

const HELLO = { prompts: ["Hello"] };
const BYE = { prompts: ["Bye"] };

/** A change in short: what happens, to which numbers, which prompts before and after, and what else is said. */
function inShort({ kind, numbers, comparison, notes }: Change) {
  const promptsOf = (settings: object) => ("why" in settings ? settings : (settings as { prompts: unknown }).prompts);
  const [before, after] = [comparison.before.settings, comparison.after.settings].map(promptsOf);
  const digits = numbers.map(({ phoneNumber }) => (typeof phoneNumber === "string" ? phoneNumber.slice(-2) : "?"));
  return { kind, numbers: digits.join(" "), before, after, notes };
}

const NOT_READ = { why: "not read in a preview: the update reads it first" };

describe("the changes of a preview", () => {
  it("have nothing before a create, since a preview does not read the number", () => {
    const { changes } = changesOf([stepOf("create", "a", { after: properties(1, HELLO) })]);
    expect(changes.map(inShort)).toEqual([
      { kind: "create", numbers: "01", before: NOT_READ, after: ["Hello"], notes: [] },
    ]);
  });

  it.each([
    ["reset", {}, [], "All three settings are emptied: onDelete is reset."],
    ["retain", {}, ["Hello"], "The settings stay as they are: onDelete is retain."],
    ["reset", { retainOnDelete: true }, ["Hello"], "The settings stay as they are: the resource has retainOnDelete."],
    [
      "restore",
      {},
      { why: "what the number had before this stack, a secret" },
      "The number gets back what it had before this stack: onDelete is restore.",
    ],
    [
      SECRET,
      {},
      { why: "not said in this preview" },
      "The preview does not show onDelete, which decides what the settings become.",
    ],
  ])("say what a delete leaves with onDelete %s and %j", (onDelete, old, after, note) => {
    const { changes } = changesOf([stepOf("delete", "a", { before: properties(1, { ...HELLO, onDelete }), old })]);
    expect(changes.map(inShort)).toEqual([{ kind: "delete", numbers: "01", before: ["Hello"], after, notes: [note] }]);
  });

  it("are two of a replace by another number, which says what becomes of the earlier one", () => {
    const before = properties(1, { ...HELLO, onDelete: "retain" });
    const { changes } = changesOf([stepOf("replace", "a", { before, after: properties(2, HELLO) })]);
    expect(changes.map(inShort)).toEqual([
      {
        kind: "replace",
        numbers: "02",
        before: NOT_READ,
        after: ["Hello"],
        notes: ["Takes the place of another number: the resource's phoneNumber changes."],
      },
      {
        kind: "replaced",
        numbers: "01",
        before: ["Hello"],
        after: ["Hello"],
        notes: ["The settings stay as they are: onDelete is retain."],
      },
    ]);
  });

  it("are one of a forced replace, which keeps the number", () => {
    const states = { before: properties(1, HELLO), after: properties(1, HELLO) };
    expect(changesOf([stepOf("replace", "a", states)]).changes.map(inShort)).toEqual([
      {
        kind: "replace",
        numbers: "01",
        before: ["Hello"],
        after: ["Hello"],
        notes: ["The resource is replaced, and the number stays.", "Customers see no change."],
      },
    ]);
  });

  it("are one of a rename, which customers do not see, and two of numbers that swap their resources", () => {
    const renamed = [
      stepOf("create", "new", { after: properties(1, HELLO) }),
      stepOf("delete", "old", { before: properties(1, HELLO) }),
    ];
    const note = "The number moves to another resource, or its resource gets another name.";
    expect(changesOf(renamed).changes.map(inShort)).toEqual([
      {
        kind: "rename",
        numbers: "01",
        before: ["Hello"],
        after: ["Hello"],
        notes: [note, "Customers see no change."],
      },
    ]);
    const swapped = [
      stepOf("replace", "a", { before: properties(1, HELLO), after: properties(2, HELLO) }),
      stepOf("replace", "b", { before: properties(2, BYE), after: properties(1, BYE) }),
    ];
    expect(changesOf(swapped).changes.map(inShort)).toEqual([
      { kind: "rename", numbers: "01", before: ["Hello"], after: ["Bye"], notes: [note] },
      { kind: "rename", numbers: "02", before: ["Bye"], after: ["Hello"], notes: [note] },
    ]);
  });

  it("say that customers see nothing of another onDelete", () => {
    const { changes } = changesOf([update("a", 1, { onDelete: "reset" }, { onDelete: "restore" })]);
    expect(changes.map(({ notes }) => notes)).toEqual([
      ["onDelete changes from reset to restore.", "Customers see no change."],
    ]);
  });

  it("have each distinct change once, with the numbers that have it, those of most numbers first", () => {
    const fleet = Array.from({ length: 20 }, (_, index) =>
      update(`support-${index}`, 20 - index, HELLO, BYE, { fleet: "support" }),
    );
    const { changes } = changesOf([update("a", 50, BYE, HELLO), ...fleet, update("b", 51, HELLO, BYE)]);
    expect(changes.map(({ numbers }) => numbers.map(({ fleet = "" }) => fleet).join())).toEqual([
      `,${"support,".repeat(19)}support`,
      "",
    ]);
    expect(changes.map(inShort)).toMatchObject([
      { numbers: expect.stringMatching(/^51 01 02 .* 20$/) },
      { numbers: "50" },
    ]);
  });

  it("say that the numbers of a fleet are not known, which Pulumi shows as deleted", () => {
    const step = stepOf("delete", "later-1", { before: properties(1, HELLO), fleet: "later" });
    const warning = { severity: "warning", urn: fleetUrn("later"), message: "warning: … they are not known yet.\n" };
    expect(changesOf([step], { diagnostics: [warning] }).changes.map(inShort)).toMatchObject([
      {
        kind: "uncertain",
        before: ["Hello"],
        after: { why: "not known before the update: the fleet's numbers are not" },
        notes: [expect.stringContaining("Those that are still in it stay as they are")],
      },
    ]);
    expect(changesOf([step]).changes.map(inShort)).toMatchObject([{ kind: "delete", after: [] }]);
  });

  it("show drift, which is in the last step of a resource", () => {
    const steps = [
      stepOf("refresh", "a", { before: properties(1, HELLO), after: properties(1, HELLO) }),
      update("a", 1, { prompts: ["By hand"] }, HELLO),
    ];
    expect(changesOf(steps).changes.map(inShort)).toMatchObject([
      { kind: "update", before: ["By hand"], after: ["Hello"] },
    ]);
    expect(changesOf(steps.slice(0, 1)).changes).toEqual([]);
  });

  it("know from the plugin whether a secret differs", () => {
    const changed = (detailedDiff: object) =>
      changesOf([update("a", 1, { prompts: SECRET }, { prompts: SECRET }, { detailedDiff })]).changes.map(
        ({ comparison }) => comparison.differences,
      );
    expect(changed({ "prompts[1]": {} })).toEqual([["prompts: changed, a secret, which a preview does not show"]]);
    expect(changed({ onDelete: {} })).toEqual([[]]);
  });

  it("show an operation that only a later Pulumi has", () => {
    const { changes } = changesOf([
      stepOf("of-tomorrow", "a", { before: properties(1, HELLO), after: properties(1, BYE) }),
      stepOf("of-tomorrow", "b", { before: properties(2, HELLO) }),
    ]);
    const notes = ['Pulumi calls this operation "of-tomorrow"; what it does is not known here.'];
    expect(changes.map(inShort)).toEqual([
      { kind: "other", numbers: "01", before: ["Hello"], after: ["Bye"], notes },
      { kind: "other", numbers: "02", before: ["Hello"], after: { why: "not said in this preview" }, notes },
    ]);
  });

  it("do not merge numbers that are not known", () => {
    const { changes } = changesOf([
      stepOf("create", "a", { after: properties(1, { ...HELLO, phoneNumber: UNKNOWN }) }),
      stepOf("delete", "b", { before: properties(2, { ...HELLO, phoneNumber: SECRET }) }),
    ]);
    expect(changes.map(({ kind, numbers: [number] }) => [kind, number?.phoneNumber])).toEqual([
      ["delete", { why: "a secret, which a preview does not show" }],
      ["create", { why: "not known before the update" }],
    ]);
    expect(changes[0]?.notes).toEqual([
      "All three settings are emptied: onDelete is reset.",
      "Unless a resource whose number is not shown is for the same number, which then stays.",
    ]);
  });

  it("count what stays, and what is none of our resources", () => {
    const steps = [
      { op: "create", urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev" },
      { op: "create", urn: fleetUrn("support") },
      { op: "create", urn: "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::default" },
      { op: "same", urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::same" },
      { op: "create", urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::new" },
      { op: "delete", urn: "urn:pulumi:dev::shop::own:index:Shop$aws:s3/bucket:Bucket::old" },
      stepOf("same", "a", { before: properties(1), after: properties(1) }),
      stepOf("read", "b", { after: properties(2) }),
    ];
    expect(changesOf(steps, { changeSummary: { same: 2 } })).toMatchObject({ changes: [], unchanged: 1, others: 2 });
    expect(changesOf(steps, { changeSummary: { same: 9 } }).unchanged).toBeUndefined();
    expect(changesOf(steps).stack).toEqual({ project: "shop", stack: "dev" });
  });
});

describe("the problems of a preview", () => {
  function problemsOf(...diagnostics: object[]) {
    return changesOf([], { diagnostics }).problems.map(({ isError, subject, text }) => [isError, subject, text]);
  }
  const urn = "urn:pulumi:dev::shop::pulumi-nodejs:cams:ConversationalAutomation::support";

  it("are the errors, then the warnings, with the resource's name, and nothing that the program printed", () => {
    const resource = "pulumi-nodejs:cams:ConversationalAutomation resource 'support' has a problem";
    expect(
      problemsOf(
        { severity: "info", message: "planted\n" },
        { severity: "info#err", message: "planted\n" },
        { severity: "warning", message: "warning: \u001b[31mOld\u001b[0m\n" },
        { severity: "error", urn, message: `error: ${resource}: prompts[4]: Expected at most 4 prompts, found 5.\n` },
        { severity: "error", message: `error: ${resource}: custSpaceId: Expected a string.\n` },
      ),
    ).toEqual([
      [true, "support", "prompts[4]: Expected at most 4 prompts, found 5."],
      [true, "support", "custSpaceId: Expected a string."],
      [false, undefined, "Old"],
    ]);
  });

  it.each([
    ["/home/planted/shop/index.ts: not found", "[path]: not found"],
    ["in '/home/planted/shop' and C:\\Users\\planted", "in '[path]' and [path]"],
    ["open ~/planted/key.pem", "open [path]"],
    ["postgres://user:planted@host/db refused", "[address] refused"],
    ["cams-1/8613000000001 and /order and 1/2", "cams-1/8613000000001 and /order and 1/2"],
  ])("have no path and no address: %s", (message, text) => {
    expect(problemsOf({ severity: "error", message })).toEqual([[true, undefined, text]]);
  });

  it.each([
    [
      "error: Running program '/x/index.js' failed with an unhandled exception:\nError: planted\n    at f (/x/y.js:1:2)",
    ],
    ["error: Program failed with an unhandled exception:\nTraceback (most recent call last):\n  planted"],
    ["error: an unhandled error occurred: program failed: \npanic: planted"],
    ["error: Error: planted\n    at Object.<anonymous> (index.ts:31:7)"],
  ])("do not show what an exception says in the files, but to the person who ran it: %j", (message) => {
    const { problems } = changesOf([], { diagnostics: [{ severity: "error", message }] });
    expect(problems.map(({ text }) => text)).toEqual([expect.stringMatching(/^The program ended with an exception/)]);
    expect(problems.map(({ ownText }) => ownText)).toEqual([expect.stringContaining("planted")]);
  });

  it("are the cause alone, or that there is none to see", () => {
    const cause = { severity: "error", message: "error: A cause." };
    const failed = { severity: "error", message: "error: preview failed\n" };
    const closing = {
      severity: "error",
      message: "error: x resource 'y' has a problem: grpc: the client connection is closing",
    };
    expect(problemsOf(closing, cause, failed)).toEqual([[true, undefined, "A cause."]]);
    expect(problemsOf(failed)).toEqual([[true, undefined, expect.stringContaining("It may be a policy")]]);
    expect(changesOf([], { diagnostics: [failed] }).isIncomplete).toBe(true);
  });
});
