import type { ReadConfig } from "./read-config.js";
import { ConfigurationError } from "./configuration-error.js";

/**
 * Reads an object of the configuration, which Pulumi passes on as JSON, if there is one. Its fields are returned as
 * strings; those that are empty or 0 count as unset. Terraform's form, a list of one object, is accepted too.
 *
 * @throws ConfigurationError
 */
export function readFields<Name extends string>(
  key: string,
  read: ReadConfig,
  names: readonly Name[],
): Partial<Record<Name, string>> | undefined {
  const text = read(key);
  if (text === undefined) return undefined;
  const value = parse(text);
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  if (list.length === 0) return undefined;
  const [object] = list;
  if (list.length > 1 || typeof object !== "object" || object === null || Array.isArray(object)) {
    throw new ConfigurationError(`${key}: Expected an object with ${listed(names)}.`);
  }
  const fields: Partial<Record<Name, string>> = {};
  for (const [name, field] of Object.entries(object)) {
    const known = names.find((candidate) => candidate === name);
    if (known === undefined) throw new ConfigurationError(`${key}: Expected no other names than ${listed(names)}.`);
    if (field === null || field === "" || field === 0) continue;
    if (typeof field !== "string" && typeof field !== "number") {
      throw new ConfigurationError(`${key}: Expected ${name} to be a string.`);
    }
    fields[known] = String(field).trim();
  }
  return fields;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
