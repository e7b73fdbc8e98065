import type { CamsError, ErrorKind } from "../../api/index.js";
import { DEFAULT_CHAIN } from "../config/credentials.js";
import { withExplicitNames } from "../config/provider-settings.js";

/** What the user of a Pulumi program should do about an error of the client, after what the error says for everyone. */
export function adviseOnError({ kind, credentialsSource }: CamsError): string | undefined {
  if (kind === "no-credentials" && credentialsSource === DEFAULT_CHAIN) return withExplicitNames(SET_CREDENTIALS);
  return ADVICE[kind];
}

const SET_CREDENTIALS = "Or set cams:accessKey and cams:secretKey with `pulumi config set --secret`.";

const ADVICE: Partial<Record<ErrorKind, string>> = {
  throttled: "Run `pulumi up` again later.",
  "meta-limit":
    "Nothing is lost: run `pulumi up` again in an hour, and it continues with what is left, which `pulumi preview` lists.",
  unavailable: "Run `pulumi up` again.",
  network: "Then run `pulumi up` again.",
  timeout: "Then run `pulumi up` again.",
  "not-listening": "Check cams:endpoint; if it is the emulator's, start the emulator.",
  "host-not-found": "Check cams:endpoint, or unset it to use the default.",
  "not-the-service": "Check cams:endpoint.",
};
