import * as pulumi from "@pulumi/pulumi";
import { RESOURCE_TYPE } from "./type-tokens.js";

/**
 * What only the program knows about its run, and the provider shows while calls wait: how many numbers it declares, and
 * the row of this one in Pulumi's display. It is an input that the provider does not keep. A preview makes no call.
 */
export function runOf(name: string, { provider, parent }: pulumi.CustomResourceOptions = {}): Run | undefined {
  const stack = pulumi.runtime.getStackResource();
  if (!stack || pulumi.runtime.isDryRun()) return undefined;
  // Each explicit provider is a process of its own.
  const process = provider ?? parent?.getProvider(RESOURCE_TYPE) ?? stack;
  declaredBy.set(process, (declaredBy.get(process) ?? 0) + 1);
  return {
    // Later, so that it counts what the rest of the program declares.
    declared: Promise.resolve().then(() => declaredBy.get(process) ?? 0),
    // As an output it would depend on the parent, and so on this resource.
    row: new Promise((resolve) => pulumi.createUrn(name, RESOURCE_TYPE, parent).apply(resolve)),
  };
}

export interface Run {
  declared: Promise<number>;
  row: Promise<string>;
}

const declaredBy = new WeakMap<pulumi.Resource, number>();
