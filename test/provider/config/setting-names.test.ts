import { describe, expect, it } from "@jest/globals";
import { withExplicitNames } from "../../../provider/config/setting-names.js";
import { OR_EXPLICIT } from "../../support/configuration.js";

describe("what is said of a setting", () => {
  it.each(["cams:accessKey is set", "named by cams:profile.", "cams:redisUrl: Expected"])(
    "says how an explicit provider has it: %s",
    (message) => {
      expect(withExplicitNames(message)).toBe(message + OR_EXPLICIT);
    },
  );

  it.each(["alicloud:accessKey is set", "cams:assumeRole: Expected", "cams:profiles", "the default chain"])(
    "says nothing of an explicit provider, which has no such setting: %s",
    (message) => {
      expect(withExplicitNames(message)).toBe(message);
    },
  );
});
