import { connect } from "node:http2";

/**
 * Ends this process when the engine that started it is gone. Killing the engine leaves its plugins running, and the
 * dynamic host does not notice: calls in flight would keep writing while no state records it.
 *
 * The process ends only if the engine was there and its address then refused a connection: a connection that breaks does
 * not mean that the engine is gone.
 */
export function endWithEngine(
  address: string,
  end: () => void = () => {
    process.exit(1);
  },
): void {
  watch(address, undefined, end);
}

/** `failures` counts the failed connections since the engine was last there; undefined until it was. */
function watch(address: string, failures: number | undefined, onGone: () => void): void {
  let isThere = false;
  let code: string | undefined;
  const later = (ms: number, failed: number) => setTimeout(watch, ms, address, failed, onGone).unref();
  const session = connect(`http://${address}`);
  session.unref();
  // Anything may listen at the address of a killed engine.
  session.on("remoteSettings", () => {
    isThere = true;
  });
  session.on("error", (error: NodeJS.ErrnoException) => {
    code = error.code;
  });
  session.on("close", () => {
    if (isThere) later(BROKEN_MS, 0);
    else if (failures === undefined) return;
    else if (code === "ECONNREFUSED" || failures >= MOST_FAILURES) onGone();
    else later(RETRY_MS, failures + 1);
  });
}

const BROKEN_MS = 100;

const RETRY_MS = 1000;

const MOST_FAILURES = 5;
