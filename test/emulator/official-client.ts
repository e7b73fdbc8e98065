import OpenApi, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import type { Emulator } from "../../emulator/index.js";

type RuntimeOptions = Parameters<OpenApi["callApi"]>[2];

/** Makes a call with Alibaba Cloud's own client, with the parameters in the query or in a form. */
export async function callOfficially(
  emulator: Emulator,
  action: string,
  parameters: Record<string, string>,
  { place = "query", ...config }: { place?: "query" | "body" } & Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const client = new OpenApi(
    new Config({
      accessKeyId: emulator.accessKeyId,
      accessKeySecret: emulator.accessKeySecret,
      endpoint: emulator.endpoint,
      protocol: "http",
      ...config,
    }),
  );
  const params = new Params({
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
  const answer = await client.callApi(
    params,
    new OpenApiRequest({ [place]: parameters }),
    {} as unknown as RuntimeOptions,
  );
  return (answer as { body: Record<string, unknown> }).body;
}
