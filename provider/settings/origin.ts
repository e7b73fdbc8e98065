import type { CheckFailure } from "./check.js";
import { UNKNOWN } from "./unknown.js";

/**
 * Ends every reason with the fleet and the profile that a problem comes from. The fleet says it in words, as an input
 * that the provider keeps nowhere: the program names the profile in one place, and the problem shows in another.
 */
export function withOrigin(failures: CheckFailure[], declaredBy: unknown): CheckFailure[] {
  if (typeof declaredBy !== "string" || declaredBy === UNKNOWN) return failures;
  return failures.map(({ property, reason }) => ({ property, reason: `${reason} ${declaredBy}` }));
}
