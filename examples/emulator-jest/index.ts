import type { Client } from "pulumi-cams/api";

/** Replaces a prompt by another one, in all numbers of a space that have it. Returns how many had it. */
export async function replacePrompt(client: Client, custSpaceId: string, old: string, prompt: string): Promise<number> {
  let changed = 0;
  for (const { phoneNumber } of await client.queryChatappPhoneNumbers(custSpaceId)) {
    const key = { custSpaceId, phoneNumber };
    const settings = await client.getConversationalAutomation(key);
    if (!settings.prompts.includes(old)) continue;
    const prompts = settings.prompts.map((one) => (one === old ? prompt : one));
    await client.updateConversationalAutomation(key, { ...settings, prompts });
    changed += 1;
  }
  return changed;
}
