import { isDeepStrictEqual } from "node:util";
import type { CredentialsProvider } from "@alicloud/credentials";
import { requireNotCanceled } from "../canceled.js";
import { sleep, type Clock } from "../clock.js";
import { isCamsError } from "../errors.js";
import { backoffAfter } from "../pace/retry.js";
import { attemptsWorth, credentialsFailure, decisiveRequest } from "./failure.js";
import { officialProvider } from "./official-provider.js";
import type { AccessKey, CredentialsOptions } from "./options.js";
import { listRequests, type SourceRequest } from "./source-requests.js";

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

/** How patiently a source that fails is asked again. */
export interface Patience {
  /** From the first time that it is asked. */
  timeoutMs: number;
  clock: Clock;
  /** From 0 (included) to 1 (excluded). */
  random: () => number;
  /** Cancels everything that waits. */
  signal?: AbortSignal | undefined;
}

export function createCredentials(options: CredentialsOptions, source: string, patience: Patience): Credentials {
  // The default chain answers a second call wrongly while the first is in flight, and forever after a failure:
  // https://github.com/aliyun/nodejs-credentials (providers/default.ts, `lastUsedProvider`).
  // So concurrent calls share one resolution and its retries, which may also take a command or a request of its own.
  let provider: CredentialsProvider | undefined;
  let inFlight: Promise<AccessKey> | undefined;
  let latest: AccessKey | undefined;
  let link: string | undefined;
  const fetch = async (): Promise<AccessKey> => {
    provider ??= await officialProvider(options, (base) =>
      createCredentials(base.credentials, base.credentialsSource ?? source, patience).resolve(),
    );
    const { accessKeyId, accessKeySecret, securityToken, providerName } = await provider.getCredentials();
    if (!accessKeyId || !accessKeySecret) throw new Error("The credentials are empty.");
    link = "defaultChain" in options ? CHAIN_LINKS[providerName.split("/")[1] ?? ""] : undefined;
    const fetched = { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
    return (latest = latest && isDeepStrictEqual(latest, fetched) ? latest : fetched);
  };
  const resolve = async (): Promise<AccessKey> => {
    const { timeoutMs, clock, random, signal } = patience;
    const start = clock.now();
    for (let attempts = 1; ; attempts += 1) {
      requireNotCanceled(signal);
      const requests: SourceRequest[] = [];
      try {
        return await listRequests(requests, fetch);
      } catch (error) {
        provider = undefined;
        // The credentials with which a role is assumed have retries of their own.
        if (isCamsError(error)) throw error;
        const request = decisiveRequest(options, requests);
        const failure = credentialsFailure(error, options, source, request);
        const waitMs = backoffAfter(attempts, random);
        const triedMs = clock.now() - start;
        if (attempts >= attemptsWorth(failure, request) || triedMs + waitMs > timeoutMs) {
          const seconds = Math.ceil(triedMs / 1000);
          throw attempts > 1 ? failure.afterRetries({ attempts, seconds, isAmbiguous: false }) : failure;
        }
        await sleep(clock, waitMs, signal);
      }
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
