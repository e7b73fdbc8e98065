import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";

const { default: OpenApi, Config, OpenApiRequest, Params } = createRequire(import.meta.url)("@alicloud/openapi-client");

const DELAY_MS = { first: 200, most: 5000 };

/** Creates Alibaba Cloud's own client with one attempt per call, for the bench clients other than pulumi-cams. */
export function createOfficialClient({ endpoint, accessKeyId, accessKeySecret }) {
  const client = new OpenApi(new Config({ accessKeyId, accessKeySecret, endpoint, protocol: "http" }));
  const call = (action, query) =>
    client.callApi(paramsOf(action), new OpenApiRequest({ query }), {
      autoretry: false,
      readTimeout: 30_000,
      connectTimeout: 30_000,
    });
  return {
    warmUp: () => call("QueryChatappPhoneNumbers", {}),
    update: ({ custSpaceId, phoneNumber }) =>
      call("UpdateConversationalAutomation", {
        CustSpaceId: custSpaceId,
        PhoneNumber: phoneNumber,
        EnableWelcomeMessage: "true",
        Prompts: JSON.stringify(["Where is my order?"]),
        Commands: "[]",
      }),
  };
}

/** Retries an attempt with full jitter while the service throttles it. */
export async function retryThrottled(attempt) {
  for (let attempts = 0; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!String(error.code).includes("Throttling")) throw error;
    }
    await sleep(Math.random() * Math.min(DELAY_MS.most, DELAY_MS.first * 2 ** attempts));
  }
}

function paramsOf(action) {
  return new Params({
    action,
    version: "2020-06-06",
    protocol: "HTTPS",
    pathname: "/",
    method: "POST",
    authType: "AK",
    style: "RPC",
    reqBodyType: "formData",
    bodyType: "json",
  });
}
