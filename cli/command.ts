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

/** A failure of a command whose exit status 1 means something else. */
export class CommandFailure extends Error {
  readonly exitStatus: number;

  constructor(cause: Error, exitStatus: number) {
    super(cause.message, { cause });
    this.exitStatus = exitStatus;
  }
}

/** An invalid command line; the message says what to write instead. */
export class UsageError extends Error {
  override name = "UsageError" as const;
}
