import { problemsOf } from "../../settings/check.js";
import { UsageError } from "./usage-error.js";

/** Applies the resource's own rule to the value of a flag. */
export function requireValid(flag: string, property: "custSpaceId" | "phoneNumber", value: string): void {
  const problem = problemsOf({ [property]: value }).find((failure) => failure.property === property);
  if (problem) throw new UsageError(`${flag} ${JSON.stringify(value)}: ${problem.reason}`);
}
