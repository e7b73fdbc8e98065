import { describe, expect, it } from "@jest/globals";
import { readConfig } from "../../../provider/config/config.js";
import { mistakeOf, OR_EXPLICIT, read } from "../../support/configuration.js";

describe("the other settings", () => {
  it("are left to the client when unset", () => {
    expect(read({ "cams:endpoint": "", "cams:maxInFlight": " " })).toEqual({
      credentials: { defaultChain: true },
      credentialsSource: "Alibaba Cloud's default credential chain",
    });
  });

  it("count as unset when an explicit provider has null in their place", () => {
    expect(readConfig(() => null, {})).toEqual(read({}));
  });

  it("are trimmed and parsed", () => {
    const config = { "cams:endpoint": " 127.0.0.1:1 ", "cams:retryTimeoutSeconds": "60", "cams:maxInFlight": "1" };
    expect(read(config)).toMatchObject({ endpoint: "127.0.0.1:1", retryTimeoutSeconds: 60, maxInFlight: 1 });
  });

  it.each([
    ["1", "1"],
    ["86400", "1000"],
  ])("accept the minimum and the maximum: %s s, %s calls", (seconds, calls) => {
    const options = read({ "cams:retryTimeoutSeconds": seconds, "cams:maxInFlight": calls });
    expect(options).toMatchObject({ retryTimeoutSeconds: Number(seconds), maxInFlight: Number(calls) });
  });

  it.each(["0", "86401", "-1", "1.5", "five", "1e9", "NaN", "Infinity", "true", "5 minutes"])(
    "reject %j where a whole number is expected",
    (value) => {
      expect(mistakeOf({ "cams:retryTimeoutSeconds": value })).toBe(
        `cams:retryTimeoutSeconds: Expected a whole number from 1 to 86400.${OR_EXPLICIT}`,
      );
      expect(mistakeOf({ "cams:maxInFlight": value })).toBe(
        `cams:maxInFlight: Expected a whole number from 1 to 1000.${OR_EXPLICIT}`,
      );
    },
  );

  it.each(["http://example.com", "a host", "user:hunter2@example.com"])(
    "reject the endpoint %j as soon as they are read, so that a preview reports it",
    (endpoint) => {
      const mistake = mistakeOf({ "cams:endpoint": endpoint });
      expect(mistake).toMatch(/^cams:endpoint: Expected /);
      expect(mistake).not.toContain("hunter2");
    },
  );
});

describe("cams:redisUrl", () => {
  it("is trimmed and otherwise kept as written", () => {
    const redisUrl = "rediss://:p%40ss@redis.example.com:6380";
    expect(read({ "cams:redisUrl": ` ${redisUrl}\n` })).toMatchObject({ redisUrl });
  });

  it.each(["redis.example.com", "https://:hunter2@redis.example.com", "redis://:hunter2@redis.example.com:port"])(
    "is rejected as soon as it is read, without showing its password: %j",
    (redisUrl) => {
      const mistake = mistakeOf({ "cams:redisUrl": redisUrl });
      expect(mistake).toMatch(/^cams:redisUrl: Expected a URL like /);
      expect(mistake).not.toContain("hunter2");
    },
  );
});

describe("a mistake in the configuration", () => {
  it("is not what an unforeseen error is taken for", () => {
    const bug = new TypeError("a bug");
    const readWithBug = () =>
      readConfig(() => {
        throw bug;
      }, {});
    expect(readWithBug).toThrow(bug);
  });

  it("is reported together with all others, without any value", () => {
    const config = {
      "cams:secretKey": "hunter2",
      "cams:retryTimeoutSeconds": "hunter2",
      "cams:maxInFlight": "hunter2",
    };
    expect(mistakeOf(config)).toBe(
      "cams:secretKey is set, but cams:accessKey is not. Set both, from the same access key. " +
        "cams:retryTimeoutSeconds: Expected a whole number from 1 to 86400. " +
        `cams:maxInFlight: Expected a whole number from 1 to 1000.${OR_EXPLICIT}`,
    );
  });
});
