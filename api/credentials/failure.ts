import { CamsError, type ErrorDetails } from "../errors.js";
import { CLI_FILE } from "./cli-file.js";
import { byKind, type CredentialsOptions } from "./options.js";
import { ProfileProblem } from "./profile-problem.js";

/**
 * The error for a source that gave no credentials. The official package's own messages can hold whole files and
 * answers, secrets included, so only their meaning is passed on.
 */
export function credentialsFailure(error: unknown, options: CredentialsOptions, source: string): CamsError {
  if (error instanceof ProfileProblem) {
    const namedBy = "defaultChain" in options ? `${source} has chosen it` : `The profile is named by ${source}`;
    return new CamsError("no-credentials", { text: `${error.message}. ${namedBy}` });
  }
  const message = error instanceof Error ? error.message : "";
  // The chain concatenates the failures of all its links.
  const answer = "defaultChain" in options ? {} : answerIn(error, message);
  const { text, advice } = describe(options, source);
  return new CamsError("no-credentials", { ...answer, text: text + hintOf(options, message, answer), advice });
}

/** The code, status and request id of a server's answer, which the package writes into its messages. */
function answerIn(error: unknown, message: string): ErrorDetails {
  if (message === "the access key secret is invalid") return { code: "SignatureDoesNotMatch" };
  if (/^(refresh session token failed|get sts token failed with OIDC): \{/.test(message)) {
    const field = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([\\w.-]{1,80})"`).exec(message)?.[1];
    return { code: field("Code"), requestId: field("RequestId") };
  }
  const [, status] = /^get sts token failed, httpStatus: (\d{3}),/.exec(message) ?? [];
  if (status !== undefined) return { statusCode: Number(status) };
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" && /^(ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/.test(code) ? { code } : {};
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
  if (!("profile" in options) || answer.code !== undefined) return "";
  return `; check that ${options.file ?? `${CLI_FILE} or ~/.alibabacloud/credentials`} has it`;
}
