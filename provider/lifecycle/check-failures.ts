import { describe, problemsOf } from "../../settings/check.js";
import { UNKNOWN } from "../../settings/unknown.js";

/**
 * The problems of a resource's inputs, as the engine should show them. The engine prints the value of an input that a
 * failure names, even a secret one, and `<nil>` for a place within an input. So no failure names an input; its reason
 * says the place.
 * Source: `issueCheckFailures` in https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go
 *
 * @param declaredBy - The fleet and the profile that the inputs come from, in a sentence. The fleet sends it as an input,
 *   which the provider does not keep: the program names the profile in one place, and the problem shows in another.
 */
export function failuresOf(inputs: Readonly<Record<string, unknown>>, declaredBy: unknown): CheckFailure[] {
  const origin = typeof declaredBy === "string" && declaredBy !== UNKNOWN ? ` ${declaredBy}` : "";
  return problemsOf(inputs).map((problem) => ({ property: "", reason: `${describe(problem, inputs)}${origin}` }));
}

/** A mistake in the inputs of one resource. */
export interface CheckFailure {
  property: "";
  reason: string;
}
