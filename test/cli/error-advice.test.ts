import { describe, expect, it } from "@jest/globals";
import { CamsError, type ErrorKind } from "../../api/index.js";
import { adviserFor } from "../../cli/error-advice.js";
import { DEFAULT_CHAIN } from "../../provider/config/credentials.js";

describe("the user of a command", () => {
  it.each<ErrorKind>(["throttled", "meta-limit", "unavailable", "network", "timeout"])(
    "is told to run the command again, and not the stack, after %s",
    (kind) => {
      expect(adviserFor({})(new CamsError(kind))).toMatch(/[Rr]un this command again/);
      expect(adviserFor({})(new CamsError(kind))).not.toContain("pulumi");
    },
  );

  it.each<ErrorKind>(["not-listening", "host-not-found", "not-the-service"])(
    "is told to check the flag if there is one, or else the key of the stack, after %s",
    (kind) => {
      expect(adviserFor({ endpoint: "127.0.0.1:1" })(new CamsError(kind))).toContain("Check --endpoint");
      expect(adviserFor({})(new CamsError(kind))).toContain("Check cams:endpoint");
    },
  );

  it("is told the keys of credentials if nothing names a source of them", () => {
    const advise = adviserFor({});
    expect(advise(new CamsError("no-credentials", { credentialsSource: DEFAULT_CHAIN }))).toContain("cams:accessKey");
    expect(advise(new CamsError("no-credentials", { credentialsSource: "--profile" }))).toBeUndefined();
  });
});
