import type { ListedPhoneNumber, Settings } from "../../api/index.js";
import { areEqual, EMPTY_SETTINGS } from "../../settings/settings.js";

/** A number with the settings that the service returned. */
export interface FoundNumber extends Pick<ListedPhoneNumber, "phoneNumber" | "verifiedName"> {
  settings: Settings;
}

/** Numbers with equal settings, at least one. */
export type Group = [FoundNumber, ...FoundNumber[]];

export function isNeverConfigured({ settings }: FoundNumber): boolean {
  return areEqual(settings, EMPTY_SETTINGS);
}
