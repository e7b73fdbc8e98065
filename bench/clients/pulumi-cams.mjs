import { createClient } from "../../dist/api/index.js";

/** This package's client, as it is. */
export function createWriter({ endpoint, accessKeyId, accessKeySecret }) {
  const client = createClient({ endpoint, credentials: { accessKeyId, accessKeySecret } });
  const settings = { enableWelcomeMessage: true, prompts: ["Where is my order?"], commands: [] };
  return {
    warmUp: () => client.queryChatappPhoneNumbers(),
    write: (number) => client.updateConversationalAutomation(number, settings),
  };
}
