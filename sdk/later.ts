import * as pulumi from "@pulumi/pulumi";

/**
 * What follows from an input. One that is known already is not made an output: Pulumi would wait for all that is in it,
 * and a secret in one part of it would make secrets of the others.
 */
export function later<T, U>(input: pulumi.Input<T>, follow: (known: T) => pulumi.Input<U>): pulumi.Input<U> {
  if (!pulumi.Output.isInstance<T>(input) && !(input instanceof Promise)) return follow(input as T);
  return pulumi.output(input).apply((known) => follow(known as T)) as pulumi.Output<U>;
}
