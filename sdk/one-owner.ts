import * as pulumi from "@pulumi/pulumi";
import { bothManage } from "../settings/one-owner.js";
import { programError } from "./program-error.js";

/**
 * Fails the run if another resource of the program manages the same number, even in another spelling or through another
 * provider: each would overwrite the other's settings. Numbers that are not known yet are checked during the update,
 * where the second create fails.
 */
export function requireOneOwner(
  name: string,
  custSpaceId: pulumi.Input<string>,
  phoneNumber: pulumi.Input<string>,
): void {
  const stack = pulumi.runtime.getStackResource();
  if (!stack) return;
  const owners = ownersByStack.get(stack) ?? new Map<string, string>();
  ownersByStack.set(stack, owners);
  pulumi.all([custSpaceId, phoneNumber]).apply(([space, number]) => {
    const key = `${space}/${[number].join("").replace(/\D/g, "")}`;
    const owner = owners.get(key);
    owners.set(key, owner ?? name);
    if (owner === undefined) return;
    throw programError(bothManage(`"${owner}"`, `"${name}"`, key));
  });
}

/** The resource that manages each number, by run: one process can run several programs, one after another. */
const ownersByStack = new WeakMap<pulumi.Resource, Map<string, string>>();
