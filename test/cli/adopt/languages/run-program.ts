import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { LanguageName } from "../../../../cli/adopt/languages/language-name.js";
import { SDK_PATH } from "../../../../cli/adopt/languages/go.js";
import { makeFolder } from "../../../support/cli.js";

/** A resource that a program declares: its type, its name and its properties, as the schema calls them. */
export type Declared = [type: string, name: string, properties: Record<string, unknown>];

/** What a program declares, found out by its own language. */
export const declaredBy: Readonly<Record<LanguageName, (source: string) => Declared[]>> = {
  typescript: (source) => {
    const script = `
      const declared = [];
      const declare = (type) => function (name, properties) { declared.push([type, name, properties]); };
      const cams = new Proxy({}, { get: (_, type) => declare(type) });
      ${source.replace(/^import .*$/m, "")}
      console.log(JSON.stringify(declared));`;
    return JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" })) as Declared[];
  },

  python: (source) => {
    const folder = makeFolderWith({ "pulumi_cams.py": PYTHON_SDK, "__main__.py": source });
    return JSON.parse(execFileSync("python3", [folder], { encoding: "utf8" })) as Declared[];
  },

  go: (source) => {
    const folder = makeFolderWith({
      "main.go": source,
      "go.mod": `module project\n\ngo 1.21\n\nrequire (\n\t${SDK_PATH} v0.0.0\n\t${PULUMI} v3.0.0\n)\n\nreplace ${SDK_PATH} => ./cams\n\nreplace ${PULUMI} => ./pulumi\n`,
      "cams/go.mod": `module ${SDK_PATH}\n\ngo 1.21\n`,
      "cams/cams.go": GO_SDK,
      "pulumi/go.mod": `module ${PULUMI}\n\ngo 1.21\n`,
      "pulumi/go/pulumi/pulumi.go": GO_PULUMI,
    });
    const options = {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, GOFLAGS: "-mod=mod", GOWORK: "off" },
    } as const;
    if (execFileSync("gofmt", ["-d", "main.go"], options) !== "") throw new Error("gofmt would change the program.");
    const lines = execFileSync("go", ["run", "."], options).trim().split("\n");
    return lines.map((line) => JSON.parse(line) as Declared);
  },

  yaml: (source) => {
    const { variables, resources } = parse(source) as YamlProgram;
    // What Pulumi makes of strings: `parseInterpolate` in its ast/interpolation.go.
    const interpolated = (text: string) =>
      text.replace(/\$\$|\$\{(\w+)\}/g, (_, name?: string) => (name === undefined ? "$" : (variables[name] ?? "?")));
    return Object.entries(resources).map(([name, { type, properties }]) => {
      const text = JSON.stringify(properties, (_, value: unknown) =>
        typeof value === "string" ? interpolated(value) : value,
      );
      return [type.replace("cams:", ""), name, JSON.parse(text) as Record<string, unknown>];
    });
  },
};

interface YamlProgram {
  variables: Record<string, string>;
  resources: Record<string, { type: string; properties: object }>;
}

function makeFolderWith(files: Readonly<Record<string, string>>): string {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const PYTHON_SDK = `
import atexit, json

declared = []
atexit.register(lambda: print(json.dumps(declared)))

def camel(name):
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)

def structure(**properties):
    return {camel(name): value for name, value in properties.items()}

def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name.endswith("Args"):
        return structure
    return lambda own, **properties: declared.append([name, own, structure(**properties)])
`;

const PULUMI = "github.com/pulumi/pulumi/sdk/v3";

const GO_PULUMI = `package pulumi

type Context struct{}
type Input any
type String string
type Bool bool
type StringArray []String

func Run(program func(*Context) error) {
\tif err := program(&Context{}); err != nil {
\t\tpanic(err)
\t}
}
`;

const GO_SDK = `package cams

import (
\t"encoding/json"
\t"fmt"

\t"${PULUMI}/go/pulumi"
)

type ConversationalAutomationCommandArgs struct {
\tCommandName        pulumi.String \`json:"commandName"\`
\tCommandDescription pulumi.String \`json:"commandDescription"\`
}

type ConversationalAutomationCommandArray []ConversationalAutomationCommandArgs

type ConversationalAutomationProfileArgs struct {
\tEnableWelcomeMessage pulumi.Input \`json:"enableWelcomeMessage,omitempty"\`
\tPrompts              pulumi.Input \`json:"prompts,omitempty"\`
\tCommands             pulumi.Input \`json:"commands,omitempty"\`
}

type ConversationalAutomationProfileMap map[string]ConversationalAutomationProfileArgs

type ConversationalAutomationFleetNumberArgs struct {
\tProfile              pulumi.String \`json:"profile"\`
\tEnableWelcomeMessage pulumi.Input  \`json:"enableWelcomeMessage,omitempty"\`
\tPrompts              pulumi.Input  \`json:"prompts,omitempty"\`
\tCommands             pulumi.Input  \`json:"commands,omitempty"\`
}

type ConversationalAutomationFleetNumberMap map[string]ConversationalAutomationFleetNumberArgs

type ConversationalAutomationArgs struct {
\tCustSpaceId          pulumi.String \`json:"custSpaceId"\`
\tPhoneNumber          pulumi.String \`json:"phoneNumber"\`
\tEnableWelcomeMessage pulumi.Input  \`json:"enableWelcomeMessage,omitempty"\`
\tPrompts              pulumi.Input  \`json:"prompts,omitempty"\`
\tCommands             pulumi.Input  \`json:"commands,omitempty"\`
}

type ConversationalAutomationFleetArgs struct {
\tCustSpaceId pulumi.String                      \`json:"custSpaceId"\`
\tProfiles    ConversationalAutomationProfileMap \`json:"profiles"\`
\tNumbers     ConversationalAutomationFleetNumberMap \`json:"numbers"\`
}

func NewConversationalAutomation(ctx *pulumi.Context, name string, args *ConversationalAutomationArgs) (any, error) {
\treturn declare("ConversationalAutomation", name, args)
}

func NewConversationalAutomationFleet(ctx *pulumi.Context, name string, args *ConversationalAutomationFleetArgs) (any, error) {
\treturn declare("ConversationalAutomationFleet", name, args)
}

func declare(declared ...any) (any, error) {
\ttext, err := json.Marshal(declared)
\tfmt.Println(string(text))
\treturn nil, err
}
`;
