import { visible } from "../../api/visible.js";
import { grouped, plural } from "../plural.js";
import { wrap } from "../command-line/wrap.js";
import type { ComparedNumber, Difference } from "./compare.js";

/** Shows each number that is not as the program says, and what `pulumi up` would do to it. */
export function report(numbers: readonly ComparedNumber[], isPartial: boolean, width: number): string {
  const shown = numbers.filter(({ differences, problem }) => differences.length > 0 || problem !== undefined);
  const parts = [...shown.map((number) => describe(number, width)), wrap(summary(numbers, isPartial), width)];
  return parts.map((lines) => lines.map((line) => `${visible(line)}\n`).join("")).join("\n");
}

/** Settings stay whole: a line break of ours could be taken for one of theirs. */
function describe(number: ComparedNumber, width: number): string[] {
  const { phoneNumber, name, problem, differences } = number;
  const lines =
    problem === undefined
      ? differences.flatMap(linesOf)
      : wrap(`could not be compared: ${problem}`, width - INDENT.length);
  return [...wrap(`${phoneNumber} (${name})${effectOf(number)}`, width), ...lines.map((line) => `${INDENT}${line}`)];
}

const INDENT = "  ";

function effectOf(number: ComparedNumber): string {
  if (number.problem !== undefined) return "";
  if (!isDifferent(number)) return " may have other settings than the program says";
  if (number.change === "none") return ", changed outside of Pulumi: `pulumi up --refresh` replaces its settings";
  return `${number.change === "delete" ? ", deleted" : ""}: \`pulumi up\` replaces its settings`;
}

function linesOf({ subject, lost, gained, remark }: Difference): string[] {
  const title = remark === undefined ? subject : `${subject}: ${remark}`;
  return [title, ...lost.map((line) => `  - ${line}`), ...gained.map((line) => `  + ${line}`)];
}

function summary(numbers: readonly ComparedNumber[], isPartial: boolean): string {
  const count = (test: (number: ComparedNumber) => boolean) => numbers.filter(test).length;
  const uncertain = count(isUncertain);
  const different = count(isDifferent);
  const of = plural(numbers.length, "number");
  const sentences = [
    different > 0 &&
      `${grouped(different)} of ${of} ${different === 1 ? "has" : "have"} other settings than the program says.`,
    uncertain > 0 && `${grouped(uncertain)} of ${of} could not be compared, or only in part.`,
  ].filter(Boolean);
  if (sentences.length === 0) sentences.push(`The service has what the program says: ${of} compared.`);
  if (isPartial) sentences.push(LEFT_OUT);
  return sentences.join(" ");
}

const LEFT_OUT = "The preview leaves out what is unchanged: `pulumi preview --json --show-sames` has all.";

/** Whether a setting differs for certain. */
export function isDifferent({ differences }: ComparedNumber): boolean {
  return differences.some(({ isHidden }) => !isHidden);
}

/** Whether a setting may differ. */
export function isUncertain({ problem, differences }: ComparedNumber): boolean {
  return problem !== undefined || differences.some(({ isHidden }) => isHidden);
}
