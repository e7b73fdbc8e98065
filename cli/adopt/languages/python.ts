import { onlyProfileOf, SPACE, type DeclaredResource, type Field, type Value } from "./declared-resources.js";
import type { WriteSource } from "../program.js";
import { block, comment, commented, quoted } from "./source.js";

/** Writes a program in Python. */
export const writePython: WriteSource = (heading, custSpaceId, resources) => {
  const statements = [
    comment(heading, MARK),
    "import pulumi_cams as cams",
    `cust_space_id = ${quoted(custSpaceId)}`,
    ...resources.map(statementOf),
  ];
  return `${statements.join("\n\n")}\n`;
};

const MARK = "#";
const INDENT = "    ";

function statementOf({ type, name, fields, rejections }: DeclaredResource): string {
  const source = block(`cams.${type}(`, [quoted(name), ...fields.map(argumentOf)], ")", INDENT);
  return commented(rejections, source, MARK);
}

function argumentOf({ key, value }: Field): string {
  return `${snakeCase(key)}=${sourceOf(value)}`;
}

function entryOf({ key, value, rejections }: Field): string {
  return commented(rejections, `${quoted(key)}: ${sourceOf(value)}`, MARK);
}

/** Classes, which Python checks when someone edits the program. Dictionaries would do as well. */
function sourceOf(value: Value): string {
  if (value === SPACE) return "cust_space_id";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value.kind === "list") return block("[", value.values.map(sourceOf), "]", INDENT);
  const profile = onlyProfileOf(value);
  if (profile !== undefined) return `cams.ConversationalAutomation${value.of}Args(profile=${quoted(profile)})`;
  if (value.kind === "map") return block("{", value.fields.map(entryOf), "}", INDENT);
  return block(`cams.ConversationalAutomation${value.of}Args(`, value.fields.map(argumentOf), ")", INDENT);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
