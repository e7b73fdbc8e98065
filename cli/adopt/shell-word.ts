/** Writes a text as one word of a POSIX shell, in which quotes take away every meaning: `'it'\''s'`. */
export function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
