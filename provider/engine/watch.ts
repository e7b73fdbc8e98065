import { connect } from "node:http2";
import { engineAddress } from "./address.js";

const BROKEN_MS = 100;

const RETRY_MS = 1000;

const MOST_FAILURES = 5;

/**
 * Ends this process when the engine that started it has gone. A killed engine takes none of its plugins along, and the
 * host has no eye on it: calls under way would go on writing while nobody notes it in a state.
 *
 * Only Pulumi's dynamic-provider host is ended, whose first argument is the engine's gRPC address, and only after the
 * engine was there and its address then refused a connection: a connection that breaks says nothing about the engine.
 */
export function endWithEngine(
  argv: readonly string[] = process.argv,
  end: () => void = () => {
    process.exit(1);
  },
): void {
  const address = engineAddress(argv);
  if (address !== undefined) watch(address, undefined, end);
}

/** `failures` counts the connections that failed since the engine was there last; undefined before it was. */
function watch(address: string, failures: number | undefined, onGone: () => void): void {
  let isThere = false;
  let code: string | undefined;
  const later = (ms: number, failed: number) => setTimeout(watch, ms, address, failed, onGone).unref();
  const session = connect(`http://${address}`);
  session.unref();
  // What listens at the address of a killed engine may be anything.
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
