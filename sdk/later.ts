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

function isKnown<T>(input: pulumi.Input<T>): input is T {
  return !pulumi.Output.isInstance<T>(input) && !(input instanceof Promise);
}
