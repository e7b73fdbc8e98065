import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { ENCRYPTED, root } from "../support/engine.js";
import { convertPrograms, languageProject, type Converted } from "../support/languages.js";

interface Described {
  description: string;
}

interface Schema {
  provider: Described;
  resources: Record<string, Described>;
}

interface Template {
  resources: Record<string, { type: string; properties: Record<string, unknown> }>;
}

const { provider, resources } = JSON.parse(readFileSync(join(root, "plugin", "schema.json"), "utf8")) as Schema;

/** What has an example, by the name of the example's file. */
const subjects: Record<string, Described> = { Provider: provider };
for (const [token, resource] of Object.entries(resources)) subjects[token.replace("cams:index:", "")] = resource;

const names = Object.keys(subjects);
const examples = Object.fromEntries(
  names.map((name) => [name, readFileSync(join(root, "examples", "schema", `${name}.yaml`), "utf8")]),
);

/** The section that Pulumi's generators and its registry read. Programs in TypeScript use the package, and no SDK. */
function sectionOf(programs: Record<string, string>): string {
  const blocks = ["typescript", "python", "go", "yaml"].map((language) => {
    const program = programs[language]?.replace(' from "@pulumi/cams";', ' from "pulumi-cams";').trimEnd();
    return `\`\`\`${language}\n${program}\n\`\`\`\n\n`;
  });
  return `{{% examples %}}\n## Example Usage\n\n{{% example %}}\n\n${blocks.join("")}{{% /example %}}\n{{% /examples %}}`;
}

const run = promisify(execFile);

/** Runs programs under Pulumi's mocks, with names in the place of secrets, and prints what they register. */
const RUN_UNDER_MOCKS = `
import json, runpy, sys
import pulumi

class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        print(json.dumps({"type": args.typ, "properties": args.inputs}))
        return [args.name, args.inputs]

    def call(self, args):
        return {}

for program in sys.argv[1:]:
    pulumi.runtime.set_mocks(Mocks())
    pulumi.runtime.set_all_config({f"project:{name}": name for name in ["europeAccessKey", "europeSecretKey"]})
    pulumi.runtime.test(lambda: runpy.run_path(program))()
`;

/** The resources of a program in YAML, with what they have when they are registered. */
function declaredIn(yaml: string): object[] {
  const withSecrets = (_: unknown, value: unknown): unknown => {
    const [, name] = typeof value === "string" ? (/^\$\{(.*)\}$/.exec(value) ?? []) : [];
    return name === undefined ? value : { ...ENCRYPTED, value: name };
  };
  const { resources } = parse(yaml, withSecrets) as Template;
  return Object.values(resources).map(({ type, properties }) => ({
    type: type.replace("cams:C", "cams:index:C"),
    properties: expect.objectContaining(properties),
  }));
}

let converted: Record<string, Converted> = {};

beforeAll(async () => {
  converted = await convertPrograms(examples);
});

describe("the examples of the schema", () => {
  it("are those in YAML and what Pulumi converts them to: `npm run examples` writes them", () => {
    for (const name of names) {
      const [, section] = subjects[name]?.description.split(/\n\n(?=\{\{% examples)/) ?? [];
      expect(section).toBe(sectionOf({ ...converted[name], yaml: examples[name] ?? "" }));
    }
  });

  it("are in an SDK without those in other languages", async () => {
    const project = await languageProject("python");
    try {
      const sdk = join(project.env["PYTHONPATH"] ?? "", "pulumi_cams", "conversational_automation.py");
      const example = `\`\`\`python\n${converted["ConversationalAutomation"]?.python.trim()}\n\`\`\``;
      const indented = `## Example Usage\n\n${example}\n\n:param`.replace(/^(?=.)/gm, " ".repeat(8));
      expect(readFileSync(sdk, "utf8")).toContain(indented);
    } finally {
      project.remove();
    }
  });

  it("in Python register what those in YAML declare", async () => {
    const project = await languageProject("python");
    try {
      const files = names.map((name) => `${name}.py`);
      for (const name of names) project.write(`${name}.py`, converted[name]?.python ?? "");
      const options = { cwd: project.folder, env: project.env };
      const { stdout } = await run("python", ["-c", RUN_UNDER_MOCKS, ...files], options);
      const registered = JSON.parse(`[${stdout.trim().replaceAll("\n", ",")}]`) as object[];
      expect(registered).toEqual(names.flatMap((name) => declaredIn(examples[name] ?? "")));
    } finally {
      project.remove();
    }
  });

  it("in Go compile", async () => {
    const project = await languageProject("go");
    try {
      for (const name of names) {
        mkdirSync(join(project.folder, name));
        project.write(join(name, "main.go"), converted[name]?.go ?? "");
      }
      const packages = names.map((name) => `./${name}`);
      await run("go", ["vet", ...packages], { cwd: project.folder, env: project.env });
    } finally {
      project.remove();
    }
  });
});
