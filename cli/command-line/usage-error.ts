/** An invalid command line; the message says what to write instead. */
export class UsageError extends Error {
  override name = "UsageError" as const;
}

/** A failure of a command whose exit status 1 means something else. */
export class CommandFailure extends Error {
  readonly exitStatus: number;

  constructor(cause: unknown, exitStatus: number) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.exitStatus = exitStatus;
  }
}
