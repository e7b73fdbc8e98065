import { engineAddress } from "./address.js";

/**
 * How the engine asks a provider process to end, once no operation of the run is left; five seconds later it kills it:
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/util/cmdutil/term.go
 */
const SIGNAL = process.platform === "win32" ? "SIGBREAK" : "SIGINT";

/** Does something when the run is over and before this process ends; nothing in a process that no engine has started. */
export function beforeEnd(action: () => Promise<void>): void {
  if (engineAddress() === undefined) return;
  process.once(SIGNAL, () => {
    void action().finally(() => process.exit());
  });
}
