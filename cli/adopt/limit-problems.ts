import type { Settings } from "../../api/index.js";
import { problemsOf } from "../../settings/check.js";
import type { Declarations } from "./declarations.js";

/** Why the provider rejects some settings: each reason with its exact property, never with contents. */
export function problemsIn(settings: Partial<Settings>): string[] {
  return problemsOf({ ...settings })
    .filter(({ property }) => Object.keys(settings).some((name) => property.startsWith(name)))
    .map(({ property, reason }) => `${property}: ${reason}`);
}

/** The problems of everything that is declared, each once, with the profile or number that has it. */
export function describeProblems({ profiles, members, others }: Declarations): string[] {
  const declared = [
    ...profiles.map(({ name, settings }) => [`the profile ${name}`, settings] as const),
    ...members.map(({ number, overrides }) => [number.phoneNumber, overrides] as const),
    ...others.map(({ phoneNumber, settings }) => [phoneNumber, settings] as const),
  ];
  return declared.flatMap(([name, settings]) => problemsIn(settings).map((problem) => `${name}: ${problem}`));
}
