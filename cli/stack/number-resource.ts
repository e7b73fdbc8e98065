import { EARLIER_RESOURCE_TYPE, NATIVE_TYPE, RESOURCE_TYPE } from "../../sdk/type-tokens.js";

/** Whether a type is that of a number's resource: the plugin's, or the dynamic provider's, now or before the first release. */
export function isNumberType(type: unknown): boolean {
  return type === RESOURCE_TYPE || type === NATIVE_TYPE || type === EARLIER_RESOURCE_TYPE;
}
