import * as pulumi from "@pulumi/pulumi";

/**
 * Maps an input. One that is already known does not become an output: Pulumi would wait for everything in it, and a
 * secret in one part would make the others secret.
 */
export function later<T, U>(input: pulumi.Input<T>, follow: (known: T) => pulumi.Input<U>): pulumi.Input<U> {
  if (isKnown(input)) return follow(input);
  return pulumi.output(input).apply((known) => follow(known as T)) as pulumi.Output<U>;
}

/** The parts of an input whose names are known by now. If the whole is secret, so are its parts. */
export function partsOf<T>(
  input: pulumi.Input<Record<string, pulumi.Input<T>>>,
  known: Record<string, pulumi.Input<T>>,
): Record<string, pulumi.Input<T>> {
  if (isKnown(input)) return input;
  const parts = pulumi.output(input) as pulumi.Output<Record<string, T>>;
  return Object.fromEntries(Object.keys(known).map((name) => [name, parts.apply((all) => all[name] as T)]));
}

/** Whether a preview does not know an input yet, and so never follows it. */
export async function isUnknownInPreview(input: pulumi.Input<unknown>): Promise<boolean> {
  if (!pulumi.runtime.isDryRun() || isKnown(input)) return false;
  const output: object = pulumi.output(input);
  // Pulumi has no other way to tell, and leaves this one out of its declarations. A failed input fails elsewhere too.
  return "isKnown" in output && !(await Promise.resolve(output.isKnown).catch(() => true));
}

function isKnown<T>(input: pulumi.Input<T>): input is T {
  return !pulumi.Output.isInstance<T>(input) && !(input instanceof Promise);
}
