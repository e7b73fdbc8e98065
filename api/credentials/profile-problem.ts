/** What is wrong with a profile or its file. The message holds no value of it, since it may be a secret. */
export class ProfileProblem extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

/** The profiles of one file, by their names. */
export type Profiles = ReadonlyMap<string, Fields>;

/**
 * Refuses a profile that lacks a field. The official package would take it from the environment, which can be another
 * account's: https://github.com/aliyun/nodejs-credentials (providers/static_ak.ts and so on, `build`).
 *
 * @param whose - The profile and its file, in words.
 * @throws ProfileProblem
 */
export function requireFields(whose: string, fields: Fields, names: readonly string[]): void {
  const missing = names.find((name) => typeof fields[name] !== "string" || fields[name] === "");
  if (missing !== undefined) throw new ProfileProblem(`${whose} has no ${missing}`);
}

/** The problem of a profile that does not exist; the message lists those that do, by file. */
export function noSuchProfile(profile: string, files: ReadonlyMap<string, Profiles>): ProfileProblem {
  const has = [...files].map(([file, profiles]) => {
    const names = [...profiles.keys()].map((name) => `"${name}"`);
    return `${file} has ${names.join(", ") || "none"}`;
  });
  return new ProfileProblem(`There is no profile "${profile}": ${has.join("; ")}`);
}
