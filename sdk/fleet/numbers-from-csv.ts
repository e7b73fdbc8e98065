import type * as csv from "csv-parse/sync";
import { digitsOf } from "../../settings/phone-number.js";
import { quoted } from "../../settings/quoted.js";
import type { ConversationalAutomationFleetListedNumberArgs } from "./args.js";
import { programError } from "../program-error.js";

/**
 * Reads the numbers of a fleet from a spreadsheet that was saved as CSV, with commas, semicolons or tabs. The first line
 * names the columns: `phoneNumber`, `profile` and, to override settings of the profile, `enableWelcomeMessage` (true or
 * false) and `prompt1` to `prompt4`. An empty cell overrides nothing. Phone numbers may have a plus sign, spaces and
 * punctuation.
 *
 * The fleet tells the mistakes of all lines at once, each with its line.
 *
 * @param text - The contents of the file.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import * as cams from "pulumi-cams";
 *
 * new cams.ConversationalAutomationFleet("support", {
 *   custSpaceId: "cams-3ie…",
 *   profiles: {
 *     english: { prompts: ["Where is my order?"] },
 *     german: { prompts: ["Wo ist meine Bestellung?"] },
 *   },
 *   numbers: cams.numbersFromCsv(readFileSync("numbers.csv", "utf8")),
 * });
 * ```
 */
export function numbersFromCsv(text: string): ConversationalAutomationFleetListedNumberArgs[] {
  if (typeof text !== "string") throw csvError('Expected a text: read the file as "utf8".');
  if (/[\0\uFFFD]/.test(text)) throw csvError('It is not in UTF-8. In Excel, save it as "CSV UTF-8".');
  const [header, ...rows] = rowsOf(text);
  const columns = (header?.cells ?? []).map(columnOf);
  const problem = problemOfColumns(header?.cells ?? [], columns);
  if (problem !== undefined) throw csvError(problem);
  return rows.map((row) => numberOf(row, columns));
}

interface Row {
  line: number;
  cells: string[];
}

const PROMPTS = ["prompt1", "prompt2", "prompt3", "prompt4"];
const REQUIRED = ["phoneNumber", "profile"];
const COLUMNS = [...REQUIRED, "enableWelcomeMessage", ...PROMPTS];

/** The rows that are not empty, the first of which has the names of the columns. */
function rowsOf(text: string): Row[] {
  let line = 1;
  return parse(text).flatMap(({ record, info }) => {
    const row = { line, cells: record };
    line = info.lines + 1;
    return record.some((cell) => cell !== "") ? [row] : [];
  });
}

function parse(text: string): { record: string[]; info: { lines: number } }[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Programs without a spreadsheet do not load it.
  const { parse: parseCsv } = require("csv-parse/sync") as typeof csv;
  let nextLine = 1;
  const options = {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    on_record: (record: string[], { lines }: { lines: number }) => {
      nextLine = lines + 1;
      return record;
    },
    relax_column_count: true,
    trim: true,
  };
  try {
    // The package would count such an end of a line twice within a cell.
    return parseCsv(text.replaceAll("\r\n", "\n"), options) as unknown as ReturnType<typeof parse>;
  } catch (error) {
    // The message of the package can hold the contents of a cell.
    const { code, lines = 1 } = error as { code?: string; lines?: number };
    if (code === "CSV_QUOTE_NOT_CLOSED") {
      throw csvError(`The quotation mark of a cell that begins on line ${nextLine} is missing at its end.`);
    }
    throw csvError(
      `A quotation mark on line ${lines} is misplaced. Put the whole cell in quotation marks, and double those within it.`,
    );
  }
}

/** Spreadsheets separate with what their country does not write in numbers. */
function delimiterOf(text: string): string {
  const [header = ""] = text.trimStart().split(/[\r\n]/, 1);
  return [";", "\t"].find((delimiter) => header.includes(delimiter)) ?? ",";
}

/** The column that a cell of the first row names, whose spelling may differ in case, spaces and hyphens. */
function columnOf(cell: string): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");
  return COLUMNS.find((column) => plain(column) === plain(cell));
}

function problemOfColumns(cells: readonly string[], columns: readonly (string | undefined)[]): string | undefined {
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  // Without any of them, the first line may be a number with its prompts.
  const isHeader = missing.length < REQUIRED.length;
  const unknown = cells.filter((cell, index) => isHeader && cell !== "" && columns[index] === undefined).map(quoted);
  const repeated = columns.filter((column, index) => column !== undefined && columns.indexOf(column) < index);
  const problems = [
    missing.length > 0 && `it has no column ${missing.join(" and no column ")}`,
    unknown.length > 0 && `it has the unknown column ${unknown.join(" and the unknown column ")}`,
    repeated.length > 0 && `it has the column ${repeated.join(" and the column ")} twice`,
  ].filter(Boolean);
  if (problems.length === 0) return undefined;
  return `Its first line names the columns, and ${problems.join("; ")}. Known columns: ${COLUMNS.join(", ")}.`;
}

/** The number of a row, with whatever is wrong in it: the fleet says so. */
function numberOf({ line, cells }: Row, columns: readonly (string | undefined)[]) {
  const cellOf = (column: string) => cells[columns.indexOf(column)] ?? "";
  const phoneNumber = cellOf("phoneNumber");
  const welcome = cellOf("enableWelcomeMessage");
  const prompts = PROMPTS.map(cellOf).filter((prompt) => prompt !== "");
  const surplus = cells.filter((cell, index) => cell !== "" && columns[index] === undefined);
  return {
    phoneNumber: digitsOf(phoneNumber) ?? phoneNumber,
    profile: cellOf("profile"),
    line,
    ...(welcome === "" ? {} : { enableWelcomeMessage: booleanOf(welcome) }),
    ...(prompts.length === 0 ? {} : { prompts }),
    ...(surplus.length === 0 ? {} : { "cell without a column": surplus }),
  };
}

function booleanOf(cell: string): boolean {
  const word = cell.toLowerCase();
  // The fleet refuses another word as it refuses that of a program in JavaScript.
  return word === "true" || word === "false" ? word === "true" : (cell as unknown as boolean);
}

function csvError(problem: string) {
  return programError(`The CSV cannot be read. ${problem}`);
}
