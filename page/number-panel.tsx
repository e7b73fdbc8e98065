import { useEffect, useRef, useState } from "preact/hooks";
import { Text } from "../chat/text.js";
import { draftOf, isEdited, type Draft } from "./edit/draft.js";
import { EditForm } from "./edit/edit-form.js";
import type { NumberSettings } from "./emulator/data.js";
import { keyOf, type NumberId } from "./emulator/state.js";
import { Chat } from "./phone/chat.js";
import { Program } from "./program/program.js";
import { Tabs } from "./tabs.js";

/** The chosen number: its chat, its settings to edit, and its program. */
export function NumberPanel({ id, number, isLoaded, isConnected, draft, onDraft, onSaved }: NumberPanelProps) {
  const [tab, setTab] = useState<(typeof TABS)[number]>("Chat");
  const current = number && draftOf(number, draft);
  const hasChanged = useHasChanged(number);
  return (
    <section class="panel number" aria-labelledby="number-heading">
      <div class="panel-head">
        <h2 id="number-heading" tabIndex={-1}>
          {id ? <Text text={id.phoneNumber} /> : "Chat"}
        </h2>
        {id && (
          <p class="quiet">
            in the space <Text text={id.custSpaceId} />
          </p>
        )}
        <p class="quiet" role="status">
          {hasChanged && "Changed just now"}
        </p>
      </div>
      {number && current ? (
        <Tabs
          label="The chosen number"
          names={TABS}
          titles={isEdited(current) ? { Edit: "Edit (not saved)" } : {}}
          chosen={tab}
          onChoose={setTab}
        >
          {tab === "Chat" && <Chat key={keyOf(number)} number={number} />}
          {tab === "Edit" && (
            <EditForm
              key={keyOf(number)}
              number={number}
              draft={current}
              isConnected={isConnected}
              onDraft={onDraft}
              onSaved={onSaved}
            />
          )}
          {tab === "Program" && <Program number={number} />}
        </Tabs>
      ) : (
        isLoaded && <p class="nothing">{id ? UNKNOWN : NONE}</p>
      )}
    </section>
  );
}

/** Whether the number has been written in the last seconds, since it was chosen. */
function useHasChanged(number: NumberSettings | undefined): boolean {
  const shown = useRef(number);
  const [hasChanged, setChanged] = useState(false);
  useEffect(() => {
    const before = shown.current;
    shown.current = number;
    if (before === number || before === undefined || number === undefined || keyOf(before) !== keyOf(number)) return;
    setChanged(true);
    const timer = setTimeout(() => {
      setChanged(false);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
      setChanged(false);
    };
  }, [number]);
  return hasChanged;
}

const SHOWN_MS = 5_000;

interface NumberPanelProps {
  readonly id: NumberId | undefined;
  /** Undefined if the emulator does not hold it. */
  readonly number: NumberSettings | undefined;
  readonly isLoaded: boolean;
  readonly isConnected: boolean;
  readonly draft: Draft | undefined;
  readonly onDraft: (draft: Draft | undefined) => void;
  readonly onSaved: (number: NumberSettings) => void;
}

const TABS = ["Chat", "Edit", "Program"] as const;

const NONE = "The chat of a number is here as soon as there is one.";
const UNKNOWN = "The emulator does not hold this number. Its chat is here as soon as it is written.";
