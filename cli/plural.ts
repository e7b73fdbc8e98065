/** A count with its noun, like `1 number` or `1,234 numbers`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A count like `1,234`. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
