/**
 * Meta's limits, as real answers show them; its OpenAPI file says 3 prompts and 30 characters, which those disprove:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components
 */
export const LIMITS = {
  prompts: 4,
  promptLength: 80,
  commands: 30,
  commandNameLength: 32,
  commandDescriptionLength: 256,
} as const;
