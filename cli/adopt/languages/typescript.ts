import { visible } from "../../../api/visible.js";
import { onlyProfileOf, SPACE, type DeclaredResource, type Field, type Value } from "./declared-resources.js";
import type { WriteSource } from "../program.js";
import { block, comment, commented } from "./source.js";

/** Writes a program in TypeScript. */
export const writeTypeScript: WriteSource = (heading, custSpaceId, resources) => {
  const statements = [
    comment(heading, MARK),
    'import * as cams from "pulumi-cams";',
    `const custSpaceId = ${literal(custSpaceId)};`,
    ...resources.map(statementOf),
  ];
  return `${statements.join("\n\n")}\n`;
};

const MARK = "//";

function statementOf({ type, name, fields, rejections }: DeclaredResource): string {
  const source = `new cams.${type}(${literal(name)}, ${block("{", fields.map(propertyOf), "}")});`;
  return commented(rejections, source, MARK);
}

function propertyOf({ key, value, rejections }: Field): string {
  return value === SPACE ? key : commented(rejections, `${key}: ${sourceOf(value)}`, MARK);
}

function entryOf({ key, value, rejections }: Field): string {
  return commented(rejections, `${/^\d/.test(key) ? literal(key) : key}: ${sourceOf(value)}`, MARK);
}

function sourceOf(value: Value): string {
  if (value === SPACE) return "custSpaceId";
  if (typeof value !== "object") return literal(value);
  if (value.kind === "list") return block("[", value.values.map(sourceOf), "]");
  if (value.kind === "map") return block("{", value.fields.map(entryOf), "}");
  const profile = onlyProfileOf(value);
  if (profile !== undefined) return literal(profile);
  const fields = value.fields.map(propertyOf);
  return value.of === "Command" ? `{ ${fields.join(", ")} }` : block("{", fields, "}");
}

function literal(value: string | boolean): string {
  return visible(JSON.stringify(value));
}
