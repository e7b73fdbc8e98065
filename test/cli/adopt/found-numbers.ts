import type { FoundNumber } from "../../../cli/adopt/found-number.js";
import type { Settings } from "../../../api/index.js";
import { EMPTY } from "../../support/service.js";

/** A number with some settings; the others are empty. */
export function found(phoneNumber: string, settings: Partial<Settings> = {}, verifiedName?: string): FoundNumber {
  return { phoneNumber, settings: { ...EMPTY, ...settings }, ...(verifiedName === undefined ? {} : { verifiedName }) };
}

export const ORDER = { commandName: "order", commandDescription: "Track an order" };

export const ENGLISH: Partial<Settings> = { prompts: ["Where is my order?"], commands: [ORDER] };

export const CHINESE: Partial<Settings> = { prompts: ["我的订单在哪里?"] };
