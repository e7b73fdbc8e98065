import { isHidden } from "../../chat/known.js";
import { HiddenValue, Text } from "../../chat/text.js";
import { plural } from "../plural.js";
import type { Change } from "./changes.js";
import { Chat } from "./chat.js";
import { KINDS } from "./kinds.js";
import { Numbers } from "./numbers.js";
import { Prose } from "./prose.js";
import { groupByFleet } from "./words.js";

/** A distinct change: what differs in words, the numbers that have it, and the chat before and after. */
export function ChangeEntry({ id, change }: { readonly id: string; readonly change: Change }) {
  const { comparison, notes, numbers } = change;
  const { before, after, differences } = comparison;
  const isVisible = differences.length > 0 || isHidden(before.settings) || isHidden(after.settings);
  return (
    <article id={id} class="change" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <Sign kind={change.kind} /> <ChangeTitle change={change} />
      </h2>
      <Numbers numbers={numbers} />
      {differences.length === 0 ? null : (
        <ul class="differences">
          {differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p key={note} class="note">
          <Prose text={note} />
        </p>
      ))}
      <div class="sides">
        {isVisible ? <Chat title="Before" change={id.replace("-", " ")} marked={before} /> : null}
        <Chat title={isVisible ? "After" : "Before and after"} change={id.replace("-", " ")} marked={after} />
      </div>
    </article>
  );
}

/** What happens, and to which number, or to how many. */
export function ChangeTitle({ change: { kind, numbers } }: { readonly change: Change }) {
  return (
    <>
      {KINDS[kind].title}: <Subject numbers={numbers} />
    </>
  );
}

/** What happens, as a sign. */
export function Sign({ kind }: Pick<Change, "kind">) {
  return <span class={`sign kind-${kind}`}>{KINDS[kind].sign}</span>;
}

function Subject({ numbers }: Pick<Change, "numbers">) {
  const [first, ...others] = numbers;
  if (first === undefined || others.length > 0) {
    return (
      <>
        {plural(numbers.length, "number")} <OfFleet numbers={numbers} />
      </>
    );
  }
  if (!isHidden(first.phoneNumber)) return <Text text={first.phoneNumber} />;
  return (
    <>
      a number, <HiddenValue why={first.phoneNumber.why} />
    </>
  );
}

/** The fleet that all have in common. */
function OfFleet({ numbers }: Pick<Change, "numbers">) {
  const [group, ...others] = groupByFleet(numbers);
  if (group?.fleet === undefined || others.length > 0) return null;
  return (
    <>
      of the fleet <Text text={group.fleet} />
    </>
  );
}
