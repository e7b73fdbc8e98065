import { UNKNOWN } from "../settings/unknown.js";

export type Properties = Readonly<Record<string, unknown>>;

/** What the engine sends, in plain values. */
export interface Opened {
  values: Properties;
  /** Names of the properties that are, or hold, a secret. */
  secrets: ReadonlySet<string>;
}

/**
 * Opens the engine's envelopes at any depth: secrets, and outputs of other resources, whose value may be unknown.
 * Source: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
export function open(sent: Properties): Opened {
  const secrets = new Set<string>();
  const values = Object.entries(sent).map(([name, value]) => {
    return [name, opened(value, () => void secrets.add(name))] as const;
  });
  return { values: Object.fromEntries(values), secrets };
}

/** Puts the named properties into envelopes of secrets, each as a whole. What is not known stays visible as such. */
export function seal(values: Properties, secrets: ReadonlySet<string>): Properties {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, secrets.has(name) ? { [SIGNATURE]: SECRET, value } : value]),
  );
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

function opened(value: unknown, onSecret: () => void): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => opened(each, onSecret));
  const envelope = value as Properties;
  if (envelope[SIGNATURE] === SECRET) {
    onSecret();
    return opened(envelope["value"], onSecret);
  }
  if (envelope[SIGNATURE] === OUTPUT) {
    if (envelope["secret"] === true) onSecret();
    return "value" in envelope ? opened(envelope["value"], onSecret) : UNKNOWN;
  }
  return Object.fromEntries(Object.entries(envelope).map(([name, each]) => [name, opened(each, onSecret)]));
}
