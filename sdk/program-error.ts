import * as pulumi from "@pulumi/pulumi";

/** A mistake in the program: ends the run with its message and without a stack. */
export function programError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  // Pulumi hides the stack of a `RunError`, but maps it to sources first, which takes it many seconds.
  error.stack = message;
  return error;
}
