import * as pulumi from "@pulumi/pulumi";

/**
 * Maps an input. One that is already known does not become an output: Pulumi would wait for everything in it, and a
 * secret in one part would make the others secret.
 */
export function later<T, U>(input: pulumi.Input<T>, follow: (known: T) => pulumi.Input<U>): pulumi.Input<U> {
  if (isKnown(input)) return follow(input);
  return pulumi.output(input).apply((known) => follow(known as T)) as pulumi.Output<U>;
}

/** The parts of an input, split once it is known. If the whole is secret, so are its parts. */
export function partsOf<T, U>(
  input: pulumi.Input<T>,
  known: T,
  split: (whole: T) => Record<string, pulumi.Input<U>>,
): Record<string, pulumi.Input<U>> {
  const parts = split(known);
  if (isKnown(input)) return parts;
  const whole = pulumi.output(input).apply((value) => split(value as T)) as pulumi.Output<Record<string, U>>;
  return Object.fromEntries(Object.keys(parts).map((name) => [name, whole.apply((all) => all[name] as U)]));
}

/** Whether a preview does not know an input yet, and so never follows it. */
export async function isUnknownInPreview(input: pulumi.Input<unknown>): Promise<boolean> {
  if (!pulumi.runtime.isDryRun() || isKnown(input)) return false;
  const output: object = pulumi.output(input);
  // Pulumi has no other way to tell, and leaves this one out of its declarations. A failed input fails elsewhere too.
  return "isKnown" in output && !(await Promise.resolve(output.isKnown).catch(() => true));
}

/** Whether an input is a value by now, rather than an output or a promise. */
export function isKnown<T>(input: pulumi.Input<T>): input is T {
  return !pulumi.Output.isInstance<T>(input) && !(input instanceof Promise);
}
