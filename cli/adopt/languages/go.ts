import { onlyProfileOf, SPACE, type DeclaredResource, type Field, type Value } from "./declared-resources.js";
import type { WriteSource } from "../program.js";
import { block, comment, commented, indented, quoted } from "./source.js";

/** Writes a program in Go, formatted as `gofmt` does. */
export const writeGo: WriteSource = (heading, custSpaceId, resources) => {
  const body = [...resources.map(statementOf), "return nil"].join("\n");
  return `${comment(heading, MARK)}

package main

import (
\t"${SDK_PATH}"
\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

const custSpaceId = ${quoted(custSpaceId)}

func main() {
\tpulumi.Run(func(ctx *pulumi.Context) error {
${indented(body, "\t\t")}
\t})
}
`;
};

/**
 * What `pulumi package add` calls the SDK that it writes for a schema without repository and namespace: `ExtractImportBasePath`
 * in https://github.com/pulumi/pulumi/blob/master/pkg/codegen/go/gen.go
 */
export const SDK_PATH = "example.com/pulumi-cams/sdk/go/cams";

const MARK = "//";

function statementOf({ type, name, fields, rejections }: DeclaredResource): string {
  const args = structureOf(`&cams.${type}Args`, fields);
  const source = `if _, err := cams.New${type}(ctx, ${quoted(name)}, ${args}); err != nil {\n\treturn err\n}`;
  return commented(rejections, source, MARK);
}

function sourceOf(value: Value): string {
  if (value === SPACE) return "pulumi.String(custSpaceId)";
  if (typeof value === "string") return `pulumi.String(${quoted(value)})`;
  if (typeof value === "boolean") return `pulumi.Bool(${value})`;
  const { of } = value;
  if (value.kind === "list") {
    const type = of === "String" ? "pulumi.StringArray" : `cams.ConversationalAutomation${of}Array`;
    return block(`${type}{`, value.values.map(sourceOf), "}", "\t");
  }
  const profile = onlyProfileOf(value);
  if (profile !== undefined) {
    return `cams.ConversationalAutomation${of}Args{Profile: pulumi.String(${quoted(profile)})}`;
  }
  if (value.kind === "structure") return structureOf(`cams.ConversationalAutomation${of}Args`, value.fields);
  return block(
    `cams.ConversationalAutomation${of}Map{`,
    aligned(value.fields.map((field) => [field, quoted(field.key)])),
    "}",
    "\t",
  );
}

function structureOf(type: string, fields: readonly Field[]): string {
  const named = fields.map((field) => [field, field.key.replace(/^./, (letter) => letter.toUpperCase())] as const);
  return block(`${type}{`, aligned(named), "}", "\t");
}

/** Fields whose values start in one column, where several that have one line each follow one another. */
function aligned(fields: readonly (readonly [Field, string])[]): string[] {
  const runs: [Entry, ...Entry[]][] = [];
  for (const [{ value, rejections }, key] of fields) {
    const entry = { key, source: sourceOf(value), rejections };
    const run = runs.at(-1);
    if (run !== undefined && isOneLine(entry) && isOneLine(run[0])) run.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run) => {
    const width = Math.max(...run.map(({ key }) => key.length));
    return run.map(({ key, source, rejections }) =>
      commented(rejections, `${key}:${" ".repeat(width - key.length)} ${source}`, MARK),
    );
  });
}

interface Entry {
  key: string;
  source: string;
  rejections: string[] | undefined;
}

function isOneLine({ source }: Entry): boolean {
  return !source.includes("\n");
}
