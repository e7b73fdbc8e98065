import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { moved, removed, replaced } from "./draft.js";

/** A list to edit: elements are added, changed, moved and removed. */
export function ListEditor<T>({ legend, one, most, elements, blank, onChange, children }: ListEditorProps<T>) {
  const id = useId();
  const focused = useRef<readonly string[]>([]);
  const list = useRef<HTMLFieldSetElement>(null);
  // An element that is moved or removed takes the button that did it along.
  useLayoutEffect(() => {
    for (const name of focused.current) {
      const target = list.current?.querySelector<HTMLElement>(
        `[name="${name}"]:not(:disabled), [id="${name}"] textarea`,
      );
      target?.focus();
      if (target) break;
    }
    focused.current = [];
  });
  const change = (changed: readonly T[], ...focus: readonly string[]) => {
    focused.current = focus;
    onChange(changed);
  };
  const row = (index: number) => `${id}-${index}`;
  return (
    <fieldset ref={list}>
      <legend>
        {legend}{" "}
        <span class={elements.length > most ? "counter counter-over" : "counter"}>
          {elements.length} of {most}
          {elements.length > most && ", too many"}
        </span>
      </legend>
      <ol>
        {elements.map((element, index) => {
          const label = `${one.charAt(0).toUpperCase()}${one.slice(1)} ${index + 1}`;
          const name = (button: string, place = index) => `${button}-${place}`;
          return (
            <li key={index} id={row(index)}>
              <div class="texts">
                {children(
                  element,
                  (edited) => {
                    change(replaced(elements, index, edited));
                  },
                  label,
                )}
              </div>
              <div class="row-buttons">
                <button
                  type="button"
                  name={name("up")}
                  aria-label={`Move ${one} ${index + 1} up`}
                  title="Move up"
                  disabled={index === 0}
                  onClick={() => {
                    change(moved(elements, index, -1), name("up", index - 1), name("down", index - 1));
                  }}
                >
                  <Sign path="M8 13V3M3.5 7.5 8 3l4.5 4.5" />
                </button>
                <button
                  type="button"
                  name={name("down")}
                  aria-label={`Move ${one} ${index + 1} down`}
                  title="Move down"
                  disabled={index === elements.length - 1}
                  onClick={() => {
                    change(moved(elements, index, 1), name("down", index + 1), name("up", index + 1));
                  }}
                >
                  <Sign path="M8 3v10M3.5 8.5 8 13l4.5-4.5" />
                </button>
                <button
                  type="button"
                  name={name("remove")}
                  aria-label={`Remove ${one} ${index + 1}`}
                  title="Remove"
                  onClick={() => {
                    change(removed(elements, index), name("remove"), "add");
                  }}
                >
                  <Sign path="m4 4 8 8M12 4l-8 8" />
                </button>
              </div>
            </li>
          );
        })}
      </ol>
      <button
        type="button"
        name="add"
        onClick={() => {
          change([...elements, blank], row(elements.length));
        }}
      >
        Add a {one}
      </button>
    </fieldset>
  );
}

interface ListEditorProps<T> {
  readonly legend: string;
  /** What one element is called. */
  readonly one: string;
  readonly most: number;
  readonly elements: readonly T[];
  readonly blank: T;
  readonly onChange: (elements: readonly T[]) => void;
  readonly children: (element: T, change: (edited: T) => void, label: string) => ComponentChildren;
}

function Sign({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
