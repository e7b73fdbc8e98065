import type { Changes } from "./data.js";

/**
 * Follows what the emulator tells, until the returned function is called. The stream is closed while the page is hidden:
 * browsers allow some six connections to one host. If the emulator is gone, connects again when it is back.
 */
export function followEmulator(onChanges: (changes: Changes) => void, onConnection: (isOpen: boolean) => void) {
  let stream: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
  };
  const open = () => {
    close();
    if (document.hidden) return;
    const opened = new EventSource("/_emulator/events");
    opened.onopen = () => {
      onConnection(true);
    };
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      onChanges(JSON.parse(data) as Changes);
    };
    opened.onerror = () => {
      onConnection(false);
      // A browser tries again by itself, except after some failures.
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    };
    stream = opened;
  };
  document.addEventListener("visibilitychange", open);
  open();
  return () => {
    document.removeEventListener("visibilitychange", open);
    close();
  };
}

const RETRY_MS = 2_000;
