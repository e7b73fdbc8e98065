import { LAYOUT_NOTE } from "../../chat/notes.js";
import { Text } from "../../chat/text.js";
import { plural } from "../plural.js";
import { ChangeEntry, ChangeTitle, Sign } from "./change-entry.js";
import type { Change, StackChanges } from "./changes.js";
import { Prose } from "./prose.js";
import { Problems } from "./problem-list.js";
import { BEFORE_NOTE, countKinds, describeCount, describeOthers, describeTotal, summaryOf } from "./words.js";

/** Everything that a preview says about a stack's numbers: problems first, then each distinct change. */
export function PreviewPage({ changes }: { readonly changes: StackChanges }) {
  return (
    <main class="preview">
      <Heading {...changes} />
      <Problems {...changes} />
      <Contents changes={changes.changes} />
      {changes.changes.map((change, index) => (
        <ChangeEntry key={index} id={idOf(index)} change={change} />
      ))}
      <footer class="quiet">
        <p>
          <Prose text={BEFORE_NOTE} />
        </p>
        <p>{LAYOUT_NOTE}</p>
      </footer>
    </main>
  );
}

function Heading(changes: StackChanges) {
  const { stack } = changes;
  return (
    <header>
      {stack === undefined ? (
        <h1>Preview</h1>
      ) : (
        <h1>
          Preview of the stack <Text text={stack.stack} />
        </h1>
      )}
      {stack === undefined ? null : (
        <p class="quiet">
          Project <Text text={stack.project} />
        </p>
      )}
      <p class="total">{describeTotal(changes)}.</p>
      <Counts changes={changes.changes} />
      {describeOthers(changes).map((sentence) => (
        <p key={sentence} class="quiet">
          <Prose text={sentence} />
        </p>
      ))}
    </header>
  );
}

function Counts({ changes }: { readonly changes: readonly Change[] }) {
  const counts = countKinds(changes);
  if (counts.length === 0) return null;
  return (
    <ul class="counts">
      {counts.map((count) => (
        <li key={count.kind}>
          <Sign kind={count.kind} /> {describeCount(count)}
        </li>
      ))}
    </ul>
  );
}

/** More entries than that are a list to open. */
const MOST_CONTENTS = 20;

function Contents({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length < 2) return null;
  const list = (
    <ol>
      {changes.map((change, index) => (
        <li key={index}>
          <Sign kind={change.kind} />{" "}
          <a href={`#${idOf(index)}`}>
            <ChangeTitle change={change} />
          </a>
          <span class="quiet">
            {" "}
            <Prose text={summaryOf(change)} />
          </span>
        </li>
      ))}
    </ol>
  );
  const heading = plural(changes.length, "distinct change");
  return (
    <nav class="contents" aria-label="Changes">
      {changes.length > MOST_CONTENTS ? (
        <details>
          <summary>{heading}</summary>
          {list}
        </details>
      ) : (
        <>
          <h2>{heading}</h2>
          {list}
        </>
      )}
    </nav>
  );
}

function idOf(index: number): string {
  return `change-${index + 1}`;
}
