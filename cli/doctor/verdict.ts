import { plural } from "../plural.js";
import type { Check } from "./check-result.js";

/** Says what the checks come to, and what to do next. */
export function verdict(checks: readonly Check[]): string {
  const problems = checks.filter(({ status }) => status === "problem");
  const [first] = problems;
  if (first) {
    const which = problems.length === 1 ? `: ${first.name}. Fix it` : `. Fix the first (${first.name})`;
    return `${plural(problems.length, "problem")}${which}, and run this again.`;
  }
  const hasStack = checks.some(({ name }) => name === "state");
  return hasStack
    ? "Everything works. Next: `pulumi preview`."
    : "Everything works here. Next: run this in a project's folder with a selected stack, to check its settings too.";
}
