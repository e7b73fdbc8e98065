/** What stands in a program for a value: text as it is, a list, or an object. */
export type Source = string | readonly Source[] | ObjectSource;

export interface ObjectSource {
  fields: readonly Field[];
  /** Each field has a line of its own, even where one line had room for all. */
  isBroken?: boolean;
}

export interface Field {
  key: string;
  /** The variable of the same name when left out. */
  value?: Source;
  /** Lines above the field. */
  comments?: readonly string[];
}

const LINE_WIDTH = 120;

/** Characters that take the room of two. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/gu;

/** Line breaks to an older JavaScript, and marks that show text in another order than it has. */
const UNSEEN = /[\u2028-\u202e\u2066-\u2069]/g;

/** The source of plain data, in which lists and objects nest. */
export function sourceOf(value: unknown): Source {
  if (Array.isArray(value)) return value.map(sourceOf);
  if (typeof value !== "object" || value === null) return textOf(value);
  return { fields: Object.entries(value).map(([key, field]) => ({ key, value: sourceOf(field) })) };
}

/** A string, number or boolean as it is written in a program. */
export function textOf(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, (unseen) => `\\u${unseen.charCodeAt(0).toString(16)}`);
}

/**
 * Writes source as Prettier does with 120 columns: on one line where it fits, else with one element or field a line.
 *
 * @param source - What to write.
 * @param depth - By how many steps the lines below the first are indented.
 * @param taken - How much of the first line's width is in use, also behind the source.
 */
export function print(source: Source, depth = 0, taken = 0): string {
  if (typeof source === "string") return source;
  const line = onOneLine(source);
  if (line !== undefined && taken + widthOf(line) <= LINE_WIDTH) return line;
  const indented = "  ".repeat(depth + 1);
  const [open, close] = isList(source) ? ["[", "]"] : ["{", "}"];
  const lines = isList(source)
    ? source.map((element) => print(element, depth + 1, indented.length + 1))
    : source.fields.map((field) => [...commentsOf(field, indented), printField(field, depth + 1)].join(""));
  return `${open}\n${lines.map((text) => `${indented}${text},\n`).join("")}${"  ".repeat(depth)}${close}`;
}

function printField({ key, value }: Field, depth: number): string {
  if (value === undefined) return key;
  const indent = "  ".repeat(depth);
  const taken = indent.length + widthOf(`${key}: ,`);
  const text = print(value, depth, taken);
  const isTooWide = typeof value === "string" && taken + widthOf(text) > LINE_WIDTH;
  return isTooWide ? `${key}:\n${indent}  ${text}` : `${key}: ${text}`;
}

function commentsOf({ comments = [] }: Field, indent: string): string[] {
  return comments.map((comment) => `// ${comment}\n${indent}`);
}

/** Nothing where Prettier never puts all on one line. */
function onOneLine(source: Source): string | undefined {
  if (typeof source === "string") return source;
  if (isList(source)) {
    const elements = source.map(onOneLine);
    const isTable = source.length > 1 && source.every((element) => isObject(element) && element.fields.length > 1);
    return isTable || elements.includes(undefined) ? undefined : `[${elements.join(", ")}]`;
  }
  const fields = source.fields.map(fieldOnOneLine);
  if (source.isBroken === true || fields.includes(undefined)) return undefined;
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function fieldOnOneLine({ key, value, comments = [] }: Field): string | undefined {
  const text = value === undefined ? undefined : onOneLine(value);
  if (comments.length > 0 || (value !== undefined && text === undefined)) return undefined;
  return text === undefined ? key : `${key}: ${text}`;
}

function isList(source: Source): source is readonly Source[] {
  return Array.isArray(source);
}

function isObject(source: Source): source is ObjectSource {
  return typeof source !== "string" && !isList(source);
}

function widthOf(text: string): number {
  return text.length + (text.match(WIDE)?.filter((wide) => wide.length === 1).length ?? 0);
}
