/** The head of the page: what it is, whether it is connected, and the ways to its parts. */
export function Header({ connection, view, onView }: HeaderProps) {
  return (
    <header class="header">
      <h1>
        pulumi-cams emulator <span class="quiet">{location.host}</span>
      </h1>
      <p class={`connection connection-${connection}`} role="status">
        {CONNECTIONS[connection]}
      </p>
      <nav class="views" aria-label="Parts of the page">
        {VIEWS.map(([name, title]) => (
          <button
            key={name}
            type="button"
            aria-current={view === name ? "true" : undefined}
            onClick={() => {
              onView(name);
              // Only after the part is shown can it get the focus.
              requestAnimationFrame(() => document.getElementById(`${name}-heading`)?.focus());
            }}
          >
            {title}
          </button>
        ))}
      </nav>
    </header>
  );
}

interface HeaderProps {
  readonly connection: Connection;
  readonly view: View;
  readonly onView: (view: View) => void;
}

export type Connection = "connecting" | "live" | "disconnected";

/** The part that a narrow page shows. */
export type View = "numbers" | "number" | "calls";

const VIEWS: readonly (readonly [View, string])[] = [
  ["numbers", "Numbers"],
  ["number", "Chat"],
  ["calls", "Calls"],
];

const CONNECTIONS: Readonly<Record<Connection, string>> = {
  connecting: "Connecting…",
  live: "Live",
  disconnected: "Disconnected. The emulator does not answer; the page goes on when it does.",
};
