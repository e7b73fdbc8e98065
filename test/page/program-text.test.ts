import { describe, expect, it } from "@jest/globals";
import ts from "typescript";
import { parse } from "yaml";
import { programText } from "../../page/program/program-text.js";

const NUMBER = {
  custSpaceId: "cams-1",
  phoneNumber: "8613000000000",
  enableWelcomeMessage: true,
  prompts: ["Where is my order?", 'Say "hi" \\ wave'],
  commands: [{ commandName: "order", commandDescription: "Track: an order # now" }],
};
const EMPTY = { ...NUMBER, enableWelcomeMessage: false, prompts: [], commands: [] };

describe("a number as a program", () => {
  it("is in TypeScript what a user would write", () => {
    expect(programText("TypeScript", NUMBER)).toBe(`import * as cams from "pulumi-cams";

new cams.ConversationalAutomation("8613000000000", {
  custSpaceId: "cams-1",
  phoneNumber: "8613000000000",
  enableWelcomeMessage: true,
  prompts: [
    "Where is my order?",
    "Say \\"hi\\" \\\\ wave",
  ],
  commands: [
    { commandName: "order", commandDescription: "Track: an order # now" },
  ],
});
`);
  });

  it("is in YAML what a user would write", () => {
    expect(programText("YAML", NUMBER)).toBe(`resources:
  "8613000000000":
    type: cams:ConversationalAutomation
    properties:
      custSpaceId: "cams-1"
      phoneNumber: "8613000000000"
      enableWelcomeMessage: true
      prompts:
        - "Where is my order?"
        - "Say \\"hi\\" \\\\ wave"
      commands:
        - commandName: "order"
          commandDescription: "Track: an order # now"
`);
  });

  it("leaves out what has its default value", () => {
    expect(programText("TypeScript", EMPTY)).not.toMatch(/enable|prompts|commands/);
    expect(programText("YAML", EMPTY)).not.toMatch(/enable|prompts|commands/);
  });

  it.each([
    "yes",
    "12: 34",
    "- #",
    "line\nbreak\r\ttab",
    "${config} and $${config} and $5",
    "你好，世界",
    "مرحبا \u202E turned",
    "\u0000\u007F\u0085\u2028\u{E0001}",
    "می\u200Cخواهم",
    "`${1}` </script>",
  ])("holds any text: %j", (text) => {
    const number = { ...NUMBER, prompts: [text], commands: [{ commandName: text, commandDescription: text }] };
    expect(settingsIn(programText("TypeScript", number))).toEqual(number);
    const { resources } = parse(programText("YAML", number)) as { resources: Record<string, Resource> };
    expect(resolved(resources["8613000000000"]?.properties)).toEqual(number);
  });

  it("shows what turns the direction as an escape", () => {
    const number = { ...EMPTY, prompts: ["a\u202Eb"] };
    expect(programText("TypeScript", number)).toContain('"a\\u202eb"');
    expect(programText("YAML", number)).toContain('"a\\u202eb"');
  });
});

interface Resource {
  readonly properties: unknown;
}

/** What a program in TypeScript declares. */
function settingsIn(program: string): unknown {
  let declared: unknown;
  const { outputText, diagnostics } = ts.transpileModule(program, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS },
  });
  expect(diagnostics).toEqual([]);
  const cams = {
    ConversationalAutomation: function (_name: string, args: unknown) {
      declared = args;
    },
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- The program is the one that was just written.
  new Function("exports", "require", outputText)({}, () => cams);
  return declared;
}

/** What Pulumi makes of a property: `$$` is `$`. */
function resolved(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll("$$", "$")) as unknown;
}
