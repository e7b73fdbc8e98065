import { isDeepStrictEqual } from "node:util";
import type { CredentialsProvider } from "@alicloud/credentials";
import { isCamsError } from "../errors.js";
import { credentialsFailure } from "./failure.js";
import { officialProvider } from "./official-provider.js";
import type { AccessKey, CredentialsOptions } from "./options.js";

/** Credentials that are resolved when first needed and kept fresh by Alibaba Cloud's own package. */
export interface Credentials {
  /** Where they come from, for messages; for the default chain, once resolved, also which link gave them. */
  readonly source: string;
  /** What was resolved last; undefined before that, and once it is forgotten. The same values are the same object. */
  readonly latest: AccessKey | undefined;
  /** Fetches them if they are not fresh. Some sources are asked every time. */
  resolve(): Promise<AccessKey>;
  /** Makes the next call fetch them again, unless there are newer ones than these. */
  forget(expired: AccessKey): void;
}

export function createCredentials(options: CredentialsOptions, source: string): Credentials {
  // The default chain answers a second call wrongly while the first is in flight, and forever after a failure:
  // https://github.com/aliyun/nodejs-credentials (providers/default.ts, `lastUsedProvider`).
  // So concurrent calls share one resolution, which may also take a command or a request of its own.
  let provider: CredentialsProvider | undefined;
  let inFlight: Promise<AccessKey> | undefined;
  let latest: AccessKey | undefined;
  let link: string | undefined;
  const resolve = async (): Promise<AccessKey> => {
    try {
      provider ??= await officialProvider(options, (base) =>
        createCredentials(base.credentials, base.credentialsSource ?? source).resolve(),
      );
      const { accessKeyId, accessKeySecret, securityToken, providerName } = await provider.getCredentials();
      if (!accessKeyId || !accessKeySecret) throw new Error("The credentials are empty.");
      link = "defaultChain" in options ? CHAIN_LINKS[providerName.split("/")[1] ?? ""] : undefined;
      const resolved = { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
      return (latest = latest && isDeepStrictEqual(latest, resolved) ? latest : resolved);
    } catch (error) {
      provider = undefined;
      throw isCamsError(error) ? error : credentialsFailure(error, options, source);
    }
  };
  return {
    get source() {
      return link === undefined ? source : `${source}, ${link}`;
    },
    get latest() {
      return latest;
    },
    resolve: () =>
      (inFlight ??= resolve().finally(() => {
        inFlight = undefined;
      })),
    forget: (expired) => {
      if (expired === latest) provider = latest = undefined;
    },
  };
}

/** The links of the default chain, by the names that Alibaba Cloud's package gives them. */
const CHAIN_LINKS: Record<string, string> = {
  env: "the environment",
  oidc_role_arn: "an OIDC role",
  cli_profile: "~/.aliyun/config.json",
  profile: "~/.alibabacloud/credentials",
  ecs_ram_role: "the role of the ECS instance",
  credential_uri: "the URI in ALIBABA_CLOUD_CREDENTIALS_URI",
};
