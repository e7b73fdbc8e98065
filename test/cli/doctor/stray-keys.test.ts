import { describe, expect, it } from "@jest/globals";
import { describeOthers, findStrayKeys } from "../../../cli/doctor/stray-keys.js";
import { PROVIDER_SETTINGS } from "../../../provider/config/provider-settings.js";

describe("findStrayKeys", () => {
  it("accepts every setting of a provider, and any key elsewhere", () => {
    const settings = Object.keys(PROVIDER_SETTINGS).map((name) => `cams:${name}`);
    expect(findStrayKeys([...settings, "alicloud:acessKey", "project:endpoint"])).toEqual({ mistakes: [], others: [] });
  });

  it.each([
    ["acessKey", "accessKey"],
    ["accesskey", "accessKey"],
    ["access-key", "accessKey"],
    ["accessKeyId", "accessKey"],
    ["accessKeySecret", "secretKey"],
    ["secertKey", "secretKey"],
    ["endpointUrl", "endpoint"],
    ["retryTimeout", "retryTimeoutSeconds"],
    ["maxInflight", "maxInFlight"],
    ["redis", "redisUrl"],
    ["profiles", "profile"],
  ])("takes cams:%s for cams:%s, and says what to do", (name, meant) => {
    expect(findStrayKeys([`cams:${name}`])).toEqual({
      mistakes: [
        {
          name: "configuration",
          status: "problem",
          found: `cams:${name} is not a setting. Did you mean cams:${meant}?`,
          cure: `Set cams:${meant} instead, and remove the other with \`pulumi config rm cams:${name}\`.`,
        },
      ],
      others: [],
    });
  });

  it.each(["custSpaceId", "phoneNumber", "numbers", "stage", "a"])("takes cams:%s for a key of the program", (name) => {
    expect(findStrayKeys([`cams:${name}`])).toEqual({ mistakes: [], others: [`cams:${name}`] });
  });
});

describe("describeOthers", () => {
  it.each([
    [[], ""],
    [["cams:a"], "; cams:a is not a setting: only your program can read it"],
    [["cams:a", "cams:b"], "; cams:a, cams:b are not settings: only your program can read them"],
  ])("names %j", (keys, words) => {
    expect(describeOthers(keys)).toBe(words);
  });
});
