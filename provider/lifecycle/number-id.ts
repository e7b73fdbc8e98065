import type { PhoneNumberKey } from "../../api/index.js";
import { PHONE_NUMBER } from "../../settings/phone-number.js";

/** The resource id of a number: `custSpaceId/phoneNumber`. */
export function formatId({ custSpaceId, phoneNumber }: PhoneNumberKey): string {
  return `${custSpaceId}/${phoneNumber}`;
}

/**
 * The number that a resource id identifies.
 *
 * @throws Error that says what an id looks like
 */
export function parseId(id: string): PhoneNumberKey {
  const [, custSpaceId, phoneNumber = ""] = /^(\S+)\/(\d+)$/.exec(id) ?? [];
  if (custSpaceId === undefined || !PHONE_NUMBER.test(phoneNumber)) {
    throw new Error(
      "The id of a ConversationalAutomation is custSpaceId/phoneNumber, with the number as digits only, " +
        'like "cams-3ie…/8613000000000".',
    );
  }
  return { custSpaceId, phoneNumber };
}
