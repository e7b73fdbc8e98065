/** Catches the signals that would end this process, so that it can finish. The first one calls back; the others change nothing. */
export function onSignals(callback: () => void): Signals {
  const controller = new AbortController();
  let status: number | undefined;
  const listeners = Object.entries(STATUSES).map(([name, itsStatus]) => {
    const listener = () => {
      if (controller.signal.aborted) return;
      status = itsStatus;
      controller.abort();
      callback();
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return {
    signal: controller.signal,
    status: () => status,
    release: () => {
      for (const remove of listeners) remove();
    },
  };
}

/** Caught signals. */
export interface Signals {
  readonly signal: AbortSignal;
  /** The exit status for the signal that came; undefined if none did. */
  readonly status: () => number | undefined;
  readonly release: () => void;
}

/** 128 plus the number of the signal. */
const STATUSES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
