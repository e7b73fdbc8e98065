import { connect } from "node:http2";
import { engineAddress } from "./engine-address.js";

const RETRY_MS = 1000;

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
  if (address !== undefined) watch(address, false, end);
}

function watch(address: string, wasThere: boolean, onGone: () => void): void {
  let isThere = false;
  let code: string | undefined;
  const session = connect(`http://${address}`);
  session.unref();
  session.on("connect", () => {
    isThere = true;
  });
  session.on("error", (error: NodeJS.ErrnoException) => {
    code = error.code;
  });
  session.on("close", () => {
    if (isThere) watch(address, true, onGone);
    else if (wasThere && code === "ECONNREFUSED") onGone();
    else if (wasThere) setTimeout(watch, RETRY_MS, address, true, onGone).unref();
  });
}
