/** One command of `pulumi-cams`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Printed by `--help`. */
  readonly help: string;
  /** Runs the command with the arguments after its name and returns the exit status. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** An invalid command line; the message says what to write instead. */
export class UsageError extends Error {
  override name = "UsageError" as const;
}
