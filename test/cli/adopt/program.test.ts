import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { declare } from "../../../cli/adopt/declarations.js";
import type { FoundNumber } from "../../../cli/adopt/found-number.js";
import { writeProgram } from "../../../cli/adopt/program.js";
import { makeFolder } from "../../support/cli.js";
import { CHINESE, ENGLISH, found } from "./found-numbers.js";

const ROOT = resolve(__dirname, "../../..");
const HEADING = {
  custSpaceId: "cams-1",
  readAt: new Date("2026-03-01T09:05:59Z"),
  next: ["Next:", "  pulumi import", "", "Remove the file."],
};

function program(...numbers: FoundNumber[]): string {
  return writeProgram(declare(numbers), HEADING);
}

/** A word of so many letters. */
function word(length: number): string {
  return "x".repeat(length);
}

/** One of everything that can stand in a program. */
const EVERYTHING = program(
  ...["100001", "100002", "100003"].map((number) => found(number, { ...ENGLISH, enableWelcomeMessage: true })),
  ...["200001", "200002"].map((number) => found(number, CHINESE)),
  found("300001"),
  found("400001", { ...ENGLISH, prompts: [] }),
  found("400002", { ...ENGLISH, prompts: [word(80), word(80)] }),
  found("400003", { ...CHINESE, commands: [{ commandName: "no", commandDescription: "" }] }),
  found("500001", { prompts: ["", word(40), word(20), word(20), word(20)] }, "ACME"),
  found("500002", {
    commands: [
      { commandName: "long", commandDescription: word(110) },
      { commandName: "short", commandDescription: word(10) },
    ],
  }),
  // At 119, 120 and 121 columns.
  found("500003", { prompts: [word(51), word(50)] }),
  found("500004", { prompts: [word(51), word(51)] }),
  found("500005", { prompts: [word(52), word(51)] }),
  found("500006", { prompts: ["我".repeat(25), "客".repeat(25), "é"] }),
  found("500007", { prompts: ["我".repeat(26), "客".repeat(25), "é"] }),
  found("500008", { enableWelcomeMessage: true, prompts: ["'single', \\ and \t"] }),
);

describe("a program", () => {
  it("is what a person would write", () => {
    const numbers = [
      ...["8613000000001", "8613000000002"].map((number) => found(number, { ...ENGLISH, enableWelcomeMessage: true })),
      found("4930000000", { ...ENGLISH, prompts: ["Opening hours"] }),
      found("15550000001", { prompts: ["Talk to sales"] }, "ACME"),
    ];
    expect(program(...numbers)).toBe(`// The space cams-1 as it was on 2026-03-01 09:05 UTC: 4 numbers.
// Written by \`pulumi-cams adopt\`.
//
// Next:
//   pulumi import
//
// Remove the file.

import * as cams from "pulumi-cams";

const custSpaceId = "cams-1";

new cams.ConversationalAutomationFleet("cams-1", {
  custSpaceId,
  profiles: {
    order: {
      enableWelcomeMessage: true,
      prompts: ["Where is my order?"],
      commands: [{ commandName: "order", commandDescription: "Track an order" }],
    },
  },
  numbers: {
    "4930000000": { profile: "order", enableWelcomeMessage: false, prompts: ["Opening hours"] },
    "8613000000001": "order",
    "8613000000002": "order",
  },
});

new cams.ConversationalAutomation("acme-15550000001", {
  custSpaceId,
  phoneNumber: "15550000001",
  prompts: ["Talk to sales"],
});
`);
  });

  it("has no fleet without profiles", () => {
    expect(program(found("8613000000001"))).toBe(`// The space cams-1 as it was on 2026-03-01 09:05 UTC: 1 number.
// Written by \`pulumi-cams adopt\`.
//
// Next:
//   pulumi import
//
// Remove the file.

import * as cams from "pulumi-cams";

const custSpaceId = "cams-1";

new cams.ConversationalAutomation("8613000000001", {
  custSpaceId,
  phoneNumber: "8613000000001",
});
`);
  });

  it("says above what breaks a limit which property it is, once", () => {
    const many = { prompts: ["1", "2", "3", "4", "5"] };
    const text = program(
      ...["100001", "100002"].map((number) => found(number, many)),
      found("100003", { ...many, commands: [{ commandName: "/order", commandDescription: "" }] }),
      found("100004", { prompts: ["🎉"] }),
    );
    const refused = text
      .split("\n")
      .filter((line) => line.includes("refuses") || /^ *(\w+|"\d+"): \{ p|^new/.test(line));
    expect(refused).toEqual([
      'new cams.ConversationalAutomationFleet("cams-1", {',
      "    // `pulumi up` refuses this: prompts[4]: Expected at most 4 prompts, found 5.",
      '    profile1: { prompts: ["1", "2", "3", "4", "5"] },',
      "    // `pulumi up` refuses this: commands[0].commandName: Expected a name without the slash, which WhatsApp adds by " +
        "itself, found a slash at the start.",
      "    // `pulumi up` refuses this: commands[0].commandDescription: Expected 1 to 256 characters, found 0.",
      '    "100003": { profile: "profile1", commands: [{ commandName: "/order", commandDescription: "" }] },',
      "// `pulumi up` refuses this: prompts[0]: Expected text without emoji, which WhatsApp does not support here, found " +
        "one at character 1.",
      'new cams.ConversationalAutomation("100004", {',
    ]);
  });

  it("holds texts as they are, whatever is in them", () => {
    const prompts = ['"', "\\", "${x}`", "\n", "\u2028\u2029", "\u202e", "\ud800", "👍🏽", "*/ //", "</script>"];
    const text = program(found("100001", { prompts }));
    expect(text).not.toMatch(/[\u2028-\u202e]|\ud800(?![\udc00-\udfff])/);
    const script = `
      const cams = { ConversationalAutomation: function (name, args) { console.log(JSON.stringify(args)); } };
      ${text.replace(/^import .*$/m, "")}`;
    const args = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
    expect(JSON.parse(args)).toEqual({ custSpaceId: "cams-1", phoneNumber: "100001", prompts });
  });

  it("is formatted as Prettier would", () => {
    const prettier = join(ROOT, "node_modules", "prettier", "bin", "prettier.cjs");
    const args = [prettier, "--no-config", "--print-width=120", "--stdin-filepath=index.ts"];
    expect(execFileSync(process.execPath, args, { input: EVERYTHING, encoding: "utf8" })).toBe(EVERYTHING);
  });

  it("compiles with strict settings, by TypeScript of today and by 3.8", () => {
    const folder = makeFolder();
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "index.ts"), EVERYTHING);
    // Pulumi's own compiler knows `node` alone, which today's calls deprecated.
    const compilers = { typescript: "bundler", "@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js": "node" };
    for (const [compiler, moduleResolution] of Object.entries(compilers)) {
      const script = `
        const ts = require(${JSON.stringify(compiler)});
        const json = { strict: true, noEmit: true, target: "es2019", module: "esnext", types: [],
          moduleResolution: ${JSON.stringify(moduleResolution)} };
        const { options, errors } = ts.convertCompilerOptionsFromJson(json, ".");
        const program = ts.createProgram(["index.ts"], options);
        const own = program.getSourceFiles().filter(({ fileName }) => /index\\.ts$/.test(fileName));
        const found = [...errors, ...own.flatMap((file) => [...ts.getPreEmitDiagnostics(program, file)])];
        console.log(JSON.stringify([own.length, found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, " "))]));`;
      const answer = execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
      expect([compiler, JSON.parse(answer)]).toEqual([compiler, [1, []]]);
    }
  }, 60_000);
});
