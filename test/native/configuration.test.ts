import { describe, expect, it } from "@jest/globals";
import { mistakesIn } from "../../native/configuration.js";
import { UNKNOWN } from "../../settings/unknown.js";

const KEYS = { accessKey: "id", secretKey: "secret" };

describe("the configuration of the plugin", () => {
  it("is right with settings in the forms in which the engine sends them", () => {
    expect(
      mistakesIn({ ...KEYS, maxInFlight: "8", version: "0.1.0", pluginDownloadURL: "https://example.com" }),
    ).toEqual([]);
    expect(mistakesIn({ ...KEYS, retryTimeoutSeconds: 60 })).toEqual([]);
  });

  it("tells a key that is not a setting, and what to do with it", () => {
    expect(mistakesIn({ ...KEYS, profiles: "planted" })).toEqual([
      '"profiles" is not a setting of the provider. Write one of: accessKey, secretKey, securityToken, profile, ' +
        "sharedCredentialsFile, credentialsUri, ecsRoleName, assumeRole, assumeRoleWithOidc, endpoint, " +
        "retryTimeoutSeconds, maxInFlight, redisUrl. Keys of your own belong in another namespace of the configuration " +
        'than "cams:".',
    ]);
  });

  it("tells a wrong value, and waits for values that a preview does not know", () => {
    expect(mistakesIn({ ...KEYS, maxInFlight: "many" })).toEqual([
      expect.stringContaining("cams:maxInFlight: Expected a whole number from 1 to 1000."),
    ]);
    expect(mistakesIn({ accessKey: "id", secretKey: UNKNOWN })).toEqual([]);
    expect(mistakesIn({ accessKey: "id" })).toEqual([expect.stringContaining("secretKey")]);
  });
});
