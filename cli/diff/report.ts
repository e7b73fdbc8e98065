import { visible } from "../../api/visible.js";
import type { Difference } from "./compare.js";
import type { ComparedNumber } from "./diff-stack.js";

/** Shows each number that is not as the program says, and what `pulumi up` would do to it. */
export function report(numbers: readonly ComparedNumber[]): string {
  const shown = numbers.filter(({ differences, problem }) => differences.length > 0 || problem !== undefined);
  return [...shown.map(describe), summary(numbers)].map((part) => `${part}\n`).join("\n");
}

function describe(number: ComparedNumber): string {
  const { phoneNumber, name, problem, differences } = number;
  const lines = problem === undefined ? differences.flatMap(linesOf) : [`could not be compared: ${problem}`];
  return [`${phoneNumber} (${name})${effectOf(number)}`, ...lines.map((line) => `  ${line}`)].map(visible).join("\n");
}

function effectOf(number: ComparedNumber): string {
  if (number.problem !== undefined) return "";
  const effect = isDifferent(number) ? "replaces" : "may replace";
  if (number.change === "none") return `, changed outside of Pulumi: \`pulumi up --refresh\` ${effect} its settings`;
  return `${number.change === "delete" ? ", deleted" : ""}: \`pulumi up\` ${effect} its settings`;
}

function linesOf({ subject, lost, gained, remark }: Difference): string[] {
  const title = remark === undefined ? subject : `${subject}: ${remark}`;
  return [title, ...lost.map((line) => `  - ${line}`), ...gained.map((line) => `  + ${line}`)];
}

function summary(numbers: readonly ComparedNumber[]): string {
  const count = (test: (number: ComparedNumber) => boolean) => numbers.filter(test).length;
  const uncertain = count(isUncertain);
  const different = count(isDifferent);
  const of = `${numbers.length} ${numbers.length === 1 ? "number" : "numbers"}`;
  return [
    different === 0
      ? `${uncertain === 0 ? "The service has what the program says" : "No difference was found"}: ${of} compared.`
      : `${different} of ${of} ${different === 1 ? "has" : "have"} other settings than the program says.`,
    uncertain > 0 && `${uncertain} could not be compared, or only in part.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** Whether a setting differs for certain. */
export function isDifferent({ differences }: ComparedNumber): boolean {
  return differences.some(({ isHidden }) => !isHidden);
}

/** Whether a setting may differ. */
export function isUncertain({ problem, differences }: ComparedNumber): boolean {
  return problem !== undefined || differences.some(({ isHidden }) => isHidden);
}
