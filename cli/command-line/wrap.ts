import { visible } from "../../api/visible.js";

/** Breaks prose into lines of at most a width. Words stay whole, and so do commands in backticks. */
export function wrap(prose: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of prose.match(WORDS) ?? []) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines.splice(-1, 1, `${line} ${word}`);
    else lines.push(word);
  }
  return lines;
}

/**
 * Breaks paragraphs into lines of at most a width. Those that are indented are commands, which stay whole. Characters
 * that cannot be seen become escapes.
 */
export function wrapAll(paragraphs: readonly string[], width: number): string[] {
  const isKept = (paragraph: string) => paragraph === "" || paragraph.startsWith("  ");
  return paragraphs.map(visible).flatMap((text) => (isKept(text) ? [text] : wrap(text, width)));
}

/** How many columns there are to write to: those of a terminal, or else 80. */
export function widthOf(stream: Columns): number {
  const { columns = 0 } = stream;
  // Some terminals of CI systems have 0 columns.
  return columns > 0 ? columns : NO_TERMINAL_WIDTH;
}

/** The part of `process.stdout` that tells its width; without `columns` it is no terminal. */
export interface Columns {
  readonly columns?: number;
}

/** For what is not written to a terminal. */
export const NO_TERMINAL_WIDTH = 80;

const WORDS = /(?:`[^`]*`|\S)+/g;
