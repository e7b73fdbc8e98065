import { visible } from "../api/visible.js";

/** A text as written, in quotes: what cannot be seen is an escape, and a long text is cut. */
export function quoted(text: string): string {
  const characters = Array.from(text);
  const shown = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : text;
  return visible(JSON.stringify(shown));
}

const LONGEST = 60;
