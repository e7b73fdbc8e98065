import type { Settings } from "../../api/index.js";
import { normalForm, settingsOf, type Inputs } from "../settings/settings.js";

/** The version of the state that this package writes. Every earlier one must stay readable. */
export const SCHEMA_VERSION = 1;

/** The outputs of a resource, as the state holds them. */
export interface State extends Inputs {
  /** What the number had when the resource was created. */
  previousSettings?: Settings;
  /** Of the last write; empty when nothing had to be written. */
  requestId: string;
  /** The answer to the last write was lost, so the number has either these settings or earlier ones. */
  isUnconfirmed?: true;
  schemaVersion: number;
}

/** Reads outputs of any earlier version of this package, and those of an import, which may lack anything. */
export function readState(outputs: Readonly<Record<string, unknown>>): State {
  const version = Number(outputs["schemaVersion"] ?? 1);
  if (!(version <= SCHEMA_VERSION)) {
    throw new Error(
      `The state was written by a newer pulumi-cams (schema version ${version}, this one reads up to ` +
        `${SCHEMA_VERSION}). Update the package: npm install pulumi-cams@latest.`,
    );
  }
  const inputs = normalForm(outputs) as unknown as Inputs;
  const previous = outputs["previousSettings"];
  return {
    ...inputs,
    ...settingsOf(inputs),
    ...(previous ? { previousSettings: settingsOf(previous) } : {}),
    requestId: typeof outputs["requestId"] === "string" ? outputs["requestId"] : "",
    ...(outputs["isUnconfirmed"] === true ? { isUnconfirmed: true } : {}),
    schemaVersion: SCHEMA_VERSION,
  };
}

/** The part of a state that a program writes. */
export function inputsOf({ custSpaceId, phoneNumber, onDelete, ...settings }: Inputs): Inputs {
  return { custSpaceId, phoneNumber, ...settingsOf(settings), onDelete };
}
