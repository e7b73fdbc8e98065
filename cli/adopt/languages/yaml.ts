import { onlyProfileOf, SPACE, type DeclaredResource, type Field, type Value } from "./declared-resources.js";
import type { WriteSource } from "../program.js";
import { comment, commented, indented, quoted } from "./source.js";

/** Writes a program in YAML. Strings are quoted, so that none can be taken for anything else. */
export const writeYaml: WriteSource = (heading, custSpaceId, resources) =>
  [
    comment(heading, MARK),
    `variables:\n  custSpaceId: ${text(custSpaceId)}`,
    `resources:\n${indented(resources.map(resourceOf).join("\n\n"), INDENT)}`,
  ].join("\n\n") + "\n";

const MARK = "#";
const INDENT = "  ";

function resourceOf({ type, name, fields, rejections }: DeclaredResource): string {
  const properties = indented(fields.map(propertyOf).join("\n"), INDENT.repeat(2));
  return commented(rejections, `${quoted(name)}:\n  type: cams:${type}\n  properties:\n${properties}`, MARK);
}

function propertyOf({ key, value }: Field): string {
  return `${key}:${sourceOf(value)}`;
}

function entryOf({ key, value, rejections }: Field): string {
  return commented(rejections, `${quoted(key)}:${sourceOf(value)}`, MARK);
}

/** The value of a key: on its line, or on lines of its own. */
function sourceOf(value: Value): string {
  if (value === SPACE) return " ${custSpaceId}";
  if (typeof value === "string") return ` ${text(value)}`;
  if (typeof value === "boolean") return ` ${value}`;
  const profile = onlyProfileOf(value);
  if (profile !== undefined) return ` { profile: ${text(profile)} }`;
  if (value.kind === "list") return nested(value.values.map(elementOf), "[]");
  return nested(value.fields.map(value.kind === "map" ? entryOf : propertyOf), "{}");
}

function elementOf(value: Value): string {
  if (typeof value !== "object" || value.kind === "list") return `-${sourceOf(value)}`;
  return indented(value.fields.map(propertyOf).join("\n"), INDENT).replace(/^ {2}/, "- ");
}

function nested(lines: readonly string[], empty: string): string {
  return lines.length === 0 ? ` ${empty}` : `\n${indented(lines.join("\n"), INDENT)}`;
}

/** Pulumi reads `${…}` as a reference, and `$$` as `$`. */
function text(value: string): string {
  return quoted(value.replace(/\$(?=[${])/g, "$$$$"));
}
