import { useEffect, useMemo, useState } from "preact/hooks";
import { CallsPanel } from "./calls/calls-panel.js";
import type { Draft } from "./edit/draft.js";
import { followEmulator } from "./emulator/connection.js";
import type { NumberSettings } from "./emulator/data.js";
import { applyChanges, keyOf, NOTHING_KNOWN, withNumber } from "./emulator/state.js";
import { Header, type Connection, type View } from "./header.js";
import { NumberPanel } from "./number-panel.js";
import { addressOf, numberAt } from "./numbers/address.js";
import { NumbersPanel } from "./numbers/numbers-panel.js";

/** The page: the numbers, the chosen one, and the calls. */
export function App() {
  const [state, setState] = useState(NOTHING_KNOWN);
  const [connection, setConnection] = useState<Connection>("connecting");
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const address = useAddress();
  const [view, setView] = useState<View>(numberAt(address) ? "number" : "numbers");
  useEffect(
    () =>
      followEmulator(
        (changes) => {
          setState((old) => applyChanges(old, changes));
        },
        (isOpen) => {
          setConnection(isOpen ? "live" : "disconnected");
        },
      ),
    [],
  );
  useEffect(() => {
    if (numberAt(address)) setView("number");
  }, [address]);

  const numbers = useMemo(() => [...state.numbers.values()], [state.numbers]);
  const chosen = numberAt(address) ?? numbers[0];
  const key = chosen && keyOf(chosen);
  const choose = (number: NumberSettings) => {
    location.hash = addressOf(number);
    setView("number");
  };
  return (
    <div class={`page show-${view}`}>
      <Header connection={connection} view={view} onView={setView} />
      <main class="panels">
        <NumbersPanel numbers={numbers} chosen={key} isLoaded={state.isLoaded} onChoose={choose} />
        <NumberPanel
          id={chosen}
          number={state.numbers.get(key ?? "")}
          isLoaded={state.isLoaded}
          isConnected={connection === "live"}
          draft={drafts.get(key ?? "")}
          onDraft={(draft) => {
            setDrafts((old) => withDraft(old, key ?? "", draft));
          }}
          onSaved={(number) => {
            setState((old) => ({ ...old, numbers: withNumber(old.numbers, number) }));
          }}
        />
        <CallsPanel state={state} />
      </main>
    </div>
  );
}

/** The part of the page's address that names a number, as it changes by links, and back and forward. */
function useAddress(): string {
  const [address, setAddress] = useState(location.hash);
  useEffect(() => {
    const follow = () => {
      setAddress(location.hash);
    };
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("hashchange", follow);
    };
  }, []);
  return address;
}

function withDraft(drafts: ReadonlyMap<string, Draft>, key: string, draft: Draft | undefined) {
  const changed = new Map(drafts);
  if (draft === undefined) changed.delete(key);
  else changed.set(key, draft);
  return changed;
}
