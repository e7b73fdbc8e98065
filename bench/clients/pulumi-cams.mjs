import { createClient } from "../../dist/api/index.js";

/** Uses this package's client with its defaults. */
export function createWriter({ endpoint, accessKeyId, accessKeySecret }) {
  const client = createClient({ endpoint, credentials: { accessKeyId, accessKeySecret } });
  const settings = { enableWelcomeMessage: true, prompts: ["Where is my order?"], commands: [] };
  return {
    warmUp: () => client.queryChatappPhoneNumbers(),
    write: (number) => client.updateConversationalAutomation(number, settings),
  };
}
