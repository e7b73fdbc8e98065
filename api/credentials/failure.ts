import { CamsError, type ErrorDetails } from "../errors.js";
import { CLI_FILE } from "./cli-file.js";
import { byKind, type CredentialsOptions } from "./options.js";
import { FEW_ATTEMPTS } from "../pace/retry.js";
import { ProfileProblem } from "./profile-problem.js";
import type { SourceRequest } from "./source-requests.js";

/**
 * The error for a source that gave no credentials. The official package's own messages can hold whole files and
 * answers, secrets included, so only their meaning is passed on.
 */
export function credentialsFailure(
  error: unknown,
  options: CredentialsOptions,
  source: string,
  request: SourceRequest | undefined,
): CamsError {
  if (error instanceof ProfileProblem) {
    const namedBy = "defaultChain" in options ? `${source} has chosen it` : `The profile is named by ${source}`;
    return new CamsError("no-credentials", { text: `${error.message}. ${namedBy}` });
  }
  const message = error instanceof Error ? error.message : "";
  // The chain concatenates the failures of all its links, so none of its texts and codes can be attributed.
  const answer = "defaultChain" in options ? outcomeOf(request?.code, request) : answerIn(error, message, request);
  const { text, advice } = describe(options, source);
  return new CamsError("no-credentials", { ...answer, text: text + hintOf(options, message, answer), advice });
}

/**
 * The request that decides what a failure means: the last one. The chain also asks addresses where nothing may be, with
 * GET and PUT, so its decisive one is the last that assumes a role.
 */
export function decisiveRequest(
  options: CredentialsOptions,
  requests: readonly SourceRequest[],
): SourceRequest | undefined {
  return requests.findLast(({ method }) => !("defaultChain" in options) || method === "POST");
}

/**
 * How often a source that fails in this way is asked: without end after a throttle, a 5xx or a network error, and once
 * after anything else. Where nothing listens, or no such host is known, it may never be different. The address of the
 * metadata service exists on ECS instances only.
 */
export function attemptsWorth({ code = "" }: CamsError, request: SourceRequest | undefined): number {
  const { host = "", statusCode = 0 } = request ?? {};
  if (code.includes("Throttling") || statusCode === 429 || statusCode >= 500) return Infinity;
  if (!NETWORK_CODE.test(code)) return 1;
  const isNobodyThere = code === "ENOTFOUND" || (code === "ECONNREFUSED" && LOOPBACK.test(host));
  return isNobodyThere || host === "100.100.100.200" ? FEW_ATTEMPTS : Infinity;
}

const NETWORK_CODE = /^(ECONN[A-Z]+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|E(NET|HOST)(UNREACH|DOWN))$/;

const LOOPBACK = /^(localhost|::1|127\.\d+\.\d+\.\d+)$/;

/** The code and request id of a server's answer, which the package writes into its messages, or what else is known. */
function answerIn(error: unknown, message: string, request: SourceRequest | undefined): ErrorDetails {
  if (message === "the access key secret is invalid") return { code: "SignatureDoesNotMatch" };
  if (/^(refresh session token failed|get sts token failed with OIDC): \{/.test(message)) {
    const field = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([\\w.-]{1,80})"`).exec(message)?.[1];
    return { code: field("Code"), requestId: field("RequestId") };
  }
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return outcomeOf(name === "RequestTimeoutError" ? "ETIMEDOUT" : code, request);
}

/** The network's code or, if it has none, the status of an answer that is not a success. */
function outcomeOf(code: unknown, { statusCode = 0 }: Partial<SourceRequest> = {}): ErrorDetails {
  if (typeof code === "string" && NETWORK_CODE.test(code)) return { code };
  return statusCode >= 300 ? { statusCode } : {};
}

function describe(options: CredentialsOptions, source: string): { text: string; advice?: string } {
  return byKind<{ text: string; advice?: string }>(options, {
    defaultChain: () => ({
      text: "No credentials were found in the configuration, the environment or a profile",
      advice:
        "Set the environment variables ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or a profile in " +
        `${CLI_FILE}.`,
    }),
    profile: ({ profile }) => ({ text: `The profile "${profile}" from ${source} gave no credentials` }),
    credentialsUri: () => ({
      text: `The credentials URI from ${source} gave no credentials`,
      advice: "Check that it answers with AccessKeyId, AccessKeySecret, SecurityToken and Expiration, as JSON.",
    }),
    ecsRoleName: ({ ecsRoleName }) => ({
      text: `The ECS role "${ecsRoleName}" from ${source} gave no credentials`,
      advice:
        "Check that this is an ECS instance with that role, and that ALIBABA_CLOUD_ECS_METADATA_DISABLED is not set.",
    }),
    assumeRoleWithOidc: ({ assumeRoleWithOidc }) => ({
      text: `The role ${assumeRoleWithOidc.roleArn} from ${source} could not be assumed with the OIDC token`,
      advice: "Check that the token file exists and is fresh, and that the role trusts the OIDC provider.",
    }),
    assumeRole: ({ assumeRole, credentialsSource = source }) => ({
      text: `The role ${assumeRole.roleArn} from ${source} could not be assumed with the credentials from ${credentialsSource}`,
      advice: "Check that the role exists, that it trusts those credentials, and that they may call sts:AssumeRole.",
    }),
    accessKey: () => ({ text: `The access key from ${source} could not be used` }),
  });
}

function hintOf(options: CredentialsOptions, message: string, answer: ErrorDetails): string {
  if ("defaultChain" in options && message.includes("parse aliyun cli config")) {
    return `, and ${CLI_FILE} is not valid JSON`;
  }
  if (!("profile" in options) || (answer.code ?? answer.statusCode) !== undefined) return "";
  return `; check that ${options.file ?? `${CLI_FILE} or ~/.alibabacloud/credentials`} has it`;
}
