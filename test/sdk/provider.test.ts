import { describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { readConfig } from "../../provider/config/config.js";
import { PROVIDER_SETTINGS as KEYS } from "../../provider/config/provider-settings.js";
import * as cams from "../../sdk/index.js";
import { PROVIDER_SETTINGS } from "../../sdk/provider.js";
import { recordRegistrations, secretEnvelope, valueOf } from "../support/registrations.js";

/** The inputs with which a provider is registered. */
async function inputsOf(args?: cams.ProviderArgs): Promise<Record<string, unknown>> {
  const registrations = await recordRegistrations();
  await valueOf(new cams.Provider("europe", args).urn);
  return registrations[0]?.inputs ?? {};
}

describe("Provider", () => {
  it("is registered as a provider of Pulumi's dynamic host", async () => {
    const registrations = await recordRegistrations();
    await valueOf(new cams.Provider("europe").urn);
    expect(registrations).toMatchObject([{ type: "pulumi:providers:pulumi-nodejs", name: "europe" }]);
  });

  it("passes on its settings as strings, with the access key and the Redis URL as secrets", async () => {
    const inputs = await inputsOf({
      accessKey: "id",
      secretKey: "secret",
      securityToken: "token",
      profile: "profile",
      endpoint: "127.0.0.1:1",
      retryTimeoutSeconds: 60,
      maxInFlight: 1,
      redisUrl: "redis://localhost",
    });
    expect(inputs).toEqual({
      "cams:accessKey": secretEnvelope("id"),
      "cams:secretKey": secretEnvelope("secret"),
      "cams:securityToken": secretEnvelope("token"),
      "cams:profile": "profile",
      "cams:endpoint": "127.0.0.1:1",
      "cams:retryTimeoutSeconds": "60",
      "cams:maxInFlight": "1",
      "cams:redisUrl": secretEnvelope("redis://localhost"),
    });
  });

  it("has exactly the settings that an explicit provider supports, with the same ones secret", () => {
    const taken = Object.entries(KEYS).filter(([, setting]) => "isExplicit" in setting);
    expect(Object.entries(PROVIDER_SETTINGS)).toEqual(
      taken.map(([name, setting]) => [name, "isSecret" in setting ? "secret" : "plain"]),
    );
  });

  it("leaves out undefined settings", async () => {
    const nothing = { accessKey: undefined, profile: undefined, maxInFlight: undefined, endpoint: "127.0.0.1:1" };
    expect(await inputsOf(nothing)).toEqual({ "cams:endpoint": "127.0.0.1:1" });
    expect(await inputsOf({})).toEqual({});
  });

  it("accepts outputs and promises, including those of undefined", async () => {
    const inputs = await inputsOf({
      accessKey: pulumi.output("id"),
      secretKey: Promise.resolve("secret"),
      retryTimeoutSeconds: pulumi.output(60),
      maxInFlight: pulumi.output(undefined),
    });
    expect(inputs).toEqual({
      "cams:accessKey": secretEnvelope("id"),
      "cams:secretKey": secretEnvelope("secret"),
      "cams:retryTimeoutSeconds": "60",
    });
  });

  it("registers inputs that the provider can read as its configuration", async () => {
    const inputs = await inputsOf({
      profile: "profile",
      endpoint: "127.0.0.1:1",
      retryTimeoutSeconds: 60,
      maxInFlight: 1,
    });
    expect(readConfig((key) => inputs[key] as string | undefined, {})).toEqual({
      credentials: { profile: "profile" },
      credentialsSource: "cams:profile",
      endpoint: "127.0.0.1:1",
      retryTimeoutSeconds: 60,
      maxInFlight: 1,
    });
  });

  it.each([
    [
      "the names of the client's options",
      { accessKeyId: "id", accessKeySecret: "secret" },
      '"accessKeyId", "accessKeySecret". Known properties: accessKey',
    ],
    [
      "a name in another case",
      { accessKey: "id", secretkey: "secret" },
      '"secretkey". Known properties: accessKey, secretKey',
    ],
    ["a role", { assumeRole: {} }, 'The provider "europe" has the unknown property "assumeRole"'],
    ["null", null, 'The provider "europe": Expected an object with any of accessKey'],
  ])("rejects %s", (_, args, message) => {
    expect(() => new cams.Provider("europe", args as cams.ProviderArgs)).toThrow(message);
  });
});
