import type { NumberId } from "../emulator/state.js";

/** The part of the page's address that names a number, such as `#cams-1/8613000000000`. */
export function addressOf({ custSpaceId, phoneNumber }: NumberId): string {
  return `#${encodeURIComponent(custSpaceId)}/${encodeURIComponent(phoneNumber)}`;
}

/** The number that an address names, if it names one. */
export function numberAt(address: string): NumberId | undefined {
  const [, space, number] = /^#([^/]+)\/([^/]+)$/.exec(address) ?? [];
  if (space === undefined || number === undefined) return undefined;
  try {
    return { custSpaceId: decodeURIComponent(space), phoneNumber: decodeURIComponent(number) };
  } catch {
    return undefined;
  }
}
