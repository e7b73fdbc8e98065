/** One command of `pulumi-cams`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The help of the command. */
  readonly help: string;
  /** Runs the command with what follows its name, and returns the exit status. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** A mistake in the command line; the message says what to write. */
export class UsageError extends Error {
  override name = "UsageError" as const;
}
