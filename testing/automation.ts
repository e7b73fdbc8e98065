import * as pulumi from "@pulumi/pulumi";
import { EMPTY_SETTINGS, withDefaults } from "../settings/settings.js";
import { containsUnknown, UNKNOWN } from "../settings/unknown.js";
import { failuresOf, formatId, parseId } from "./provider.js";

export type Properties = Readonly<Record<string, unknown>>;

/** A number's resource, as it is after `pulumi up`. */
export interface Automation {
  /** Undefined in a preview that does not know it yet. */
  id: string | undefined;
  inputs: Properties;
  outputs: Properties;
  /** Why `pulumi up` would fail. */
  problems: string[];
}

/** The resource of a number that the program declares. */
export function declared(given: Properties): Automation {
  const written = withoutHidden(given);
  const inputs = withDefaults(written);
  const known = opened(inputs) as NumberKey;
  return {
    id: containsUnknown([known.custSpaceId, known.phoneNumber]) ? undefined : formatId(known),
    inputs,
    outputs: { ...inputs, previousSettings: pulumi.secret(EMPTY_SETTINGS), requestId: "mock-request-id" },
    problems: failuresOf(opened(written) as Properties, given["__declaredBy"]).map(({ reason }) => reason),
  };
}

/** The resource of a number that the program reads with `.get()`. */
export function found(id: string): Automation {
  try {
    const previousSettings = pulumi.secret(EMPTY_SETTINGS);
    const outputs = { ...withDefaults({ ...parseId(id) }), previousSettings, requestId: "" };
    return { id, inputs: {}, outputs, problems: [] };
  } catch (error) {
    return { id, inputs: {}, outputs: {}, problems: [(error as Error).message] };
  }
}

/** The inputs without those that the package adds for its provider. */
export function withoutHidden(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

/** What the provider is given: the values of secrets, and a text for what a preview does not know yet. */
function opened(value: unknown): unknown {
  if (pulumi.isUnknown(value)) return UNKNOWN;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(opened);
  if (pulumi.runtime.isRpcSecret(value)) return opened(pulumi.runtime.unwrapRpcSecret(value));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, opened(each)]));
}

type NumberKey = Parameters<typeof formatId>[0];
