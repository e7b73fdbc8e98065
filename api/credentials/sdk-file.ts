import { requireFields, type Profiles } from "./profile-problem.js";

/** Alibaba Cloud's SDKs' file of profiles: the one that the environment names, or the SDKs' default. */
export function sdkFile(): string {
  return (process.env["ALIBABA_CLOUD_CREDENTIALS_FILE"] ?? "") || "~/.alibabacloud/credentials";
}

/** Reads the profiles of such a file by the rules of https://github.com/npm/ini, which the official package uses. */
export function sectionsIn(text: string): Profiles {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> = {};
  for (const line of text.split(/[\r\n]+/)) {
    if (/^\s*[;#]/.test(line)) continue;
    const [, name, key, value] = /^\[([^\]]*)\]$|^([^=]+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      section = sections.get(valueOf(name)) ?? {};
      sections.set(valueOf(name), section);
    }
    if (key !== undefined) section[valueOf(key)] = valueOf(value ?? "");
  }
  return sections;
}

/** Without quotes and comments. The words `null` and `false` count as empty. */
function valueOf(text: string): string {
  const [, , quoted] = /^\s*(["'])(.*)\1\s*$/.exec(text) ?? [];
  const value = (quoted ?? text.replace(/(?<!\\)[;#].*/, "")).replace(/^["'\s]+|["'\s]+$/g, "");
  return value === "null" || value === "false" ? "" : value;
}

const KEY_FIELDS = ["access_key_id", "access_key_secret"];
const OWN_FIELDS: ReadonlyMap<unknown, string[]> = new Map([
  ["access_key", KEY_FIELDS],
  ["ram_role_arn", [...KEY_FIELDS, "role_arn"]],
]);

/**
 * Refuses a profile that the official package would complete from the environment.
 *
 * @throws ProfileProblem
 */
export function requireWholeSection(profile: string, sections: Profiles, file: string): void {
  const fields = sections.get(profile) ?? {};
  requireFields(`The profile "${profile}" of ${file}`, fields, OWN_FIELDS.get(fields["type"]) ?? ["type"]);
}
