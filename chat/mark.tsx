import type { Mark } from "./settings.js";

/** How an element differs from before, as a sign and a word. */
export function MarkLabel({ mark }: { readonly mark: Mark | undefined }) {
  if (mark === undefined) return null;
  return (
    <span class={`mark mark-${mark}`}>
      {SIGNS[mark]} {mark}
    </span>
  );
}

const SIGNS: Readonly<Record<Mark, string>> = { new: "+", gone: "−", changed: "~", moved: "↕" };
