import type { PhoneNumberKey } from "../../api/index.js";

/** The resource id of a number: `custSpaceId/phoneNumber`. */
export function formatId({ custSpaceId, phoneNumber }: PhoneNumberKey): string {
  return `${custSpaceId}/${phoneNumber}`;
}

export function parseId(id: string): PhoneNumberKey {
  const [, custSpaceId, phoneNumber] = /^(\S+)\/([1-9]\d{5,14})$/.exec(id) ?? [];
  if (custSpaceId === undefined || phoneNumber === undefined) {
    throw new Error(
      "The id of a ConversationalAutomation is custSpaceId/phoneNumber, with the number as digits only, " +
        'like "cams-3ie…/8613000000000".',
    );
  }
  return { custSpaceId, phoneNumber };
}
