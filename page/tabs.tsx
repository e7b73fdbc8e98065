import type { ComponentChildren } from "preact";

/** Tabs of which one shows its content. The arrow keys go from one to the next. */
export function Tabs<Name extends string>({ label, names, titles = {}, chosen, onChoose, children }: TabsProps<Name>) {
  const id = (name: Name) => `tab-${name.toLowerCase()}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const place = names.indexOf(chosen);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = names[by === undefined ? NaN : (place + by + names.length) % names.length];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(id(next))?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {names.map((name) => (
          <button
            key={name}
            id={id(name)}
            type="button"
            role="tab"
            aria-selected={name === chosen}
            aria-controls={name === chosen ? `${id(chosen)}-panel` : undefined}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => {
              onChoose(name);
            }}
          >
            {titles[name] ?? name}
          </button>
        ))}
      </div>
      <div class="tab-panel" id={`${id(chosen)}-panel`} role="tabpanel" aria-labelledby={id(chosen)}>
        {children}
      </div>
    </>
  );
}

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly names: readonly Name[];
  /** Titles that differ from the names. */
  readonly titles?: Partial<Record<Name, string>>;
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  readonly children: ComponentChildren;
}
