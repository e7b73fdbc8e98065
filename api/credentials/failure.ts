import { CLI_FILE } from "./cli-file.js";
import type { CredentialsOptions } from "./credentials.js";
import { CamsError, type ErrorDetails } from "../errors.js";
import { ProfileProblem } from "./profile-problem.js";
import { withExplicitNames } from "../setting-names.js";

/**
 * Says that a source gave no credentials, and what its server answered. The package's own messages can hold whole files
 * and answers, secrets included; so only their meaning is told.
 */
export function credentialsFailure(error: unknown, options: CredentialsOptions, source: string): CamsError {
  if (error instanceof ProfileProblem) return failure({ text: `${error.message}. ${namedBy(options, source)}` });
  const message = error instanceof Error ? error.message : "";
  // The chain strings the failures of all its parts together.
  const answer = "defaultChain" in options ? {} : answerIn(error, message);
  const { text, advice } = describe(options, source);
  return failure({ ...answer, text: text + hintOf(options, message, answer), advice });
}

function failure(details: ErrorDetails): CamsError {
  const error = new CamsError("no-credentials", details);
  return new CamsError("no-credentials", { ...details, advice: withExplicitNames(error.advice) });
}

function namedBy(options: CredentialsOptions, source: string): string {
  return "defaultChain" in options ? `${source} has chosen it` : `The profile is named by ${source}`;
}

/** The code, status and request id of a server's answer, as the package has put them into its messages. */
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
  if ("defaultChain" in options) {
    return { text: "No credentials were found in the configuration, the environment or a profile" };
  }
  if ("profile" in options) return { text: `The profile "${options.profile}" from ${source} gave no credentials` };
  if ("credentialsUri" in options) {
    return {
      text: `The credentials URI from ${source} gave no credentials`,
      advice: "See whether it answers with AccessKeyId, AccessKeySecret, SecurityToken and Expiration, as JSON.",
    };
  }
  if ("ecsRoleName" in options) {
    return {
      text: `The ECS role "${options.ecsRoleName}" from ${source} gave no credentials`,
      advice:
        "See whether this is an ECS instance with that role, and whether ALIBABA_CLOUD_ECS_METADATA_DISABLED is set.",
    };
  }
  if ("assumeRoleWithOidc" in options) {
    return {
      text: `The role ${options.assumeRoleWithOidc.roleArn} from ${source} could not be assumed with the OIDC token`,
      advice: "See whether the token file is there and fresh, and whether the role trusts the OIDC provider.",
    };
  }
  if ("assumeRole" in options) {
    const role = `The role ${options.assumeRole.roleArn} from ${source}`;
    return {
      text: `${role} could not be assumed with the credentials from ${options.credentialsSource ?? source}`,
      advice: "See whether the role exists, whether it trusts them, and whether they may call sts:AssumeRole.",
    };
  }
  return { text: `The access key from ${source} could not be used` };
}

function hintOf(options: CredentialsOptions, message: string, answer: ErrorDetails): string {
  if ("defaultChain" in options && message.includes("parse aliyun cli config")) {
    return `, and ${CLI_FILE} is not valid JSON`;
  }
  if (!("profile" in options) || answer.code !== undefined) return "";
  return `; see whether ${options.file ?? `${CLI_FILE} or ~/.alibabacloud/credentials`} has it`;
}
