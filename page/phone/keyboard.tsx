/** A keyboard as it covers the chat. It shows where one is; it does not type. */
export function Keyboard({ onClose }: { readonly onClose: () => void }) {
  return (
    <div class="keyboard">
      <svg viewBox="0 0 320 88" aria-hidden="true">
        {ROWS.map(([keys, y]) =>
          Array.from({ length: keys }, (_, index) => (
            <rect
              key={`${y} ${index}`}
              x={(320 - keys * 32) / 2 + index * 32 + 2}
              y={y}
              width="28"
              height="24"
              rx="5"
            />
          )),
        )}
      </svg>
      <button type="button" onClick={onClose}>
        Close the keyboard
      </button>
    </div>
  );
}

const ROWS = [
  [10, 0],
  [9, 30],
  [7, 60],
] as const;
