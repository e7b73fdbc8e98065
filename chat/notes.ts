/**
 * What to know of any picture of a chat. Meta documents what customers see, not where it stands:
 * https://developers.facebook.com/docs/whatsapp/cloud-api/phone-numbers/conversational-components, read in November 2026.
 */
export const LAYOUT_NOTE =
  "Layout approximate, texts and limits exact, as Meta documented them in November 2026. Not affiliated with Meta.";

/** What the welcome message switch does. It has no text of its own. */
export const WELCOME_NOTES = {
  on: "Welcome message on: your own system is told when a customer opens the chat for the first time, and may answer.",
  off: "Welcome message off: your own system is not told when a customer opens the chat for the first time.",
} as const;
