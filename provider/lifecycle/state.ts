import * as z from "zod";
import type { Settings } from "../../api/index.js";
import { DEFAULT_ON_DELETE, ON_DELETE, optional, storedSettingsSchema, type Inputs } from "../../settings/settings.js";
import { parseId } from "./number-id.js";

/** The version of the state that this package writes. It reads every earlier one. */
export const SCHEMA_VERSION = 1;

/** The outputs of a resource, as the state holds them. */
export interface State extends Inputs {
  /** The number's settings when the resource was created. */
  previousSettings?: Settings;
  /** Of the last write; empty when nothing had to be written. */
  requestId: string;
  /** The answer to the last write was lost, so the number has either these settings or its earlier ones. */
  isUnconfirmed?: true;
  schemaVersion: number;
}

/**
 * Reads the state of a resource. It may be of any earlier version of this package, or of an import, which may lack
 * anything.
 *
 * @throws Error when a newer version wrote the state, or the id or the state is malformed
 */
export function readState(id: string, outputs: Readonly<Record<string, unknown>>): State {
  const key = parseId(id);
  requireKnownVersion(outputs["schemaVersion"]);
  const { data, error } = stateSchema.safeParse(outputs);
  if (error) throw new Error(`The state of ${id} cannot be read: ${error.issues[0]?.path.join(".")} is malformed.`);
  const { previousSettings, isUnconfirmed, ...others } = data;
  return {
    ...key,
    ...others,
    ...(previousSettings ? { previousSettings } : {}),
    ...(isUnconfirmed ? { isUnconfirmed } : {}),
    schemaVersion: SCHEMA_VERSION,
  };
}

const stateSchema = storedSettingsSchema.extend({
  onDelete: optional(z.enum(ON_DELETE), DEFAULT_ON_DELETE),
  previousSettings: storedSettingsSchema.nullish(),
  requestId: optional(z.string(), ""),
  isUnconfirmed: z.literal(true).nullish(),
});

function requireKnownVersion(schemaVersion: unknown): void {
  const version = Number(schemaVersion ?? 1);
  if (version <= SCHEMA_VERSION) return;
  throw new Error(
    `The state was written by a newer pulumi-cams (schema version ${version}, this one reads up to ${SCHEMA_VERSION}). ` +
      "Update the package: npm install pulumi-cams@latest.",
  );
}
