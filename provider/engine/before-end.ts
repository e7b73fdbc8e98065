/** Does something when the run is over, before this process ends. Only for a process that an engine has started. */
export function beforeEnd(action: () => Promise<void>): void {
  process.once(SIGNAL, () => {
    void action().finally(() => process.exit());
  });
}

/**
 * How the engine asks a provider process to end once the run has no operation left; five seconds later it kills it:
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/util/cmdutil/term.go
 */
const SIGNAL = process.platform === "win32" ? "SIGBREAK" : "SIGINT";
