import { describe, expect, it } from "@jest/globals";
import { CamsError, createClient, type ErrorKind } from "../../../api/index.js";
import { readConfig } from "../../../provider/config/config.js";
import { DEFAULT_CHAIN } from "../../../provider/config/credentials.js";
import { adviseOnError } from "../../../provider/lifecycle/error-advice.js";
import { failureOf, NUMBER } from "../../support/service.js";
import { OR_EXPLICIT } from "../../support/configuration.js";
import { moveHome } from "../../support/home.js";

const adviceOn = (kind: ErrorKind) => adviseOnError(new CamsError(kind));

describe("the advice on an error", () => {
  it.each<ErrorKind>(["throttled", "meta-limit", "unavailable", "network", "timeout"])(
    "is to run `pulumi up` again after %s",
    (kind) => {
      expect(adviceOn(kind)).toContain("un `pulumi up` again");
    },
  );

  it.each<ErrorKind>(["not-listening", "host-not-found", "not-the-service"])(
    "names the configuration key of the endpoint after %s",
    (kind) => {
      expect(adviceOn(kind)).toContain("cams:endpoint");
    },
  );

  it("names the keys for credentials when no source is configured, but not when a configured one fails", async () => {
    moveHome();
    const options = readConfig(() => undefined, {});
    const error = await failureOf(createClient(options, { advise: adviseOnError }).getConversationalAutomation(NUMBER));
    expect(error.message).toContain(
      "No credentials were found in the configuration, the environment or a profile. Set the environment variables " +
        "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or a profile in ~/.aliyun/config.json. Or set " +
        "cams:accessKey and cams:secretKey with `pulumi config set --secret`." +
        OR_EXPLICIT,
    );
    expect(adviseOnError(new CamsError("no-credentials", { credentialsSource: "cams:profile" }))).toBeUndefined();
    expect(adviseOnError(new CamsError("throttled", { credentialsSource: DEFAULT_CHAIN }))).toBe(adviceOn("throttled"));
  });

  it("ends the message of a failed call", async () => {
    const credentials = { accessKeyId: "id", accessKeySecret: "secret" };
    const client = createClient({ endpoint: "127.0.0.1:1", credentials }, { advise: adviseOnError, random: () => 0 });
    expect((await failureOf(client.getConversationalAutomation(NUMBER))).message).toMatch(
      /Nothing listens at 127\.0\.0\.1:1\. Check cams:endpoint; if it is the emulator's, start the emulator\. Gave up after \d attempts in \d+ s\. Details: ECONNREFUSED\.$/,
    );
  });

  it("is not part of the client's own messages, which scripts show too", () => {
    for (const kind of ["throttled", "not-listening", "host-not-found", "not-the-service", "no-credentials"] as const) {
      expect(new CamsError(kind).message).not.toMatch(/pulumi|cams:|config/);
    }
  });
});
