import { describe, expect, it } from "@jest/globals";
import { subjectOf, withExplicitNames } from "../../../provider/config/provider-settings.js";
import { OR_EXPLICIT } from "../../support/configuration.js";

describe("a message about a setting", () => {
  it.each(["cams:accessKey is set", "named by cams:profile.", "cams:redisUrl: Expected"])(
    "explains how an explicit provider names it: %s",
    (message) => {
      expect(withExplicitNames(message)).toBe(message + OR_EXPLICIT);
    },
  );

  it.each(["alicloud:accessKey is set", "cams:assumeRole: Expected", "cams:profiles", "the default chain"])(
    "does not mention an explicit provider, which has no such setting: %s",
    (message) => {
      expect(withExplicitNames(message)).toBe(message);
    },
  );
});

describe("a key of the configuration", () => {
  it.each([
    ["cams:accessKey", "credentials"],
    ["alicloud:region", "credentials"],
    ["cams:endpoint", "endpoint"],
    ["cams:maxInFlight", "configuration"],
    ["cams:redisUrl", "configuration"],
  ])("%s is about the %s", (key, about) => {
    expect(subjectOf(key)).toBe(about);
  });
});
