import * as pulumi from "@pulumi/pulumi";

/** A mistake in the program: ends the run with the message and no stack trace. */
export function programError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  // Pulumi hides the stack trace of a `RunError`, but first maps it to sources, which takes many seconds.
  error.stack = message;
  return error;
}
