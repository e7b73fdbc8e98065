import { isHidden, type Known } from "./known.js";

/**
 * A text of a tenant, isolated from its surroundings: it can be in any script and direction, and characters that cannot
 * be seen are shown as their code points.
 */
export function Text({ text }: { readonly text: Known<string> }) {
  if (isHidden(text)) return <HiddenValue why={text.why} />;
  if (text === "") return <span class="hidden-value">empty</span>;
  return <bdi dir="auto">{text.split(INVISIBLE).map(piece)}</bdi>;
}

/** What stands in the place of a value that cannot be shown. */
export function HiddenValue({ why }: { readonly why: string }) {
  return <span class="hidden-value">{why}</span>;
}

function piece(text: string, index: number) {
  if (index % 2 === 0) return text;
  return (
    <span key={index} class="code-point">
      {text === "\n" ? "line break" : codePoint(text)}
    </span>
  );
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Controls, those of direction among them, separators of lines, and what has no width; not the joiner of emoji. */
const INVISIBLE =
  /([\p{Cc}\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E0FFF}])/u;
