import Credential, { CLIProfileCredentialsProvider, Config, DefaultCredentialsProvider } from "@alicloud/credentials";
import { CamsError } from "./errors.js";

/** An access key, or the three values of an STS session. */
export interface AccessKey {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/** Which credentials to use. */
export type CredentialsOptions =
  | AccessKey
  /** A profile of `~/.aliyun/config.json`, the Alibaba Cloud CLI's file. */
  | { profile: string }
  /** Alibaba Cloud's own order: environment, OIDC role, profile files, ECS role, credentials URI. */
  | { defaultChain: true };

/** Credentials, resolved when they are first needed and kept fresh by Alibaba Cloud's own package. */
export interface Credentials {
  /** Where they come from, for messages. */
  readonly source: string;
  resolve(): Promise<AccessKey>;
  /** Makes the next call fetch them again. */
  forget(): void;
}

export function createCredentials(options: CredentialsOptions, source: string): Credentials {
  // The default chain gives wrong answers to a second call while the first has not ended, and for ever after a failure:
  // https://github.com/aliyun/nodejs-credentials (providers/default.ts, `lastUsedProvider`).
  // So calls that come together share one resolution, also when it takes a command or a request of its own.
  let credential: Credential | undefined;
  let underWay: Promise<AccessKey> | undefined;
  const resolve = async (): Promise<AccessKey> => {
    try {
      credential ??= credentialFor(options);
      const { accessKeyId, accessKeySecret, securityToken } = await credential.getCredential();
      if (!accessKeyId || !accessKeySecret) throw new Error("The credentials are empty.");
      return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
    } catch (error) {
      credential = undefined;
      throw new CamsError("no-credentials", { text: reason(error, options, source) });
    }
  };
  return {
    source,
    resolve: () =>
      (underWay ??= resolve().finally(() => {
        underWay = undefined;
      })),
    forget: () => {
      credential = undefined;
    },
  };
}

function credentialFor(options: CredentialsOptions): Credential {
  // The package would silently complete half a pair with another account's half, from the environment.
  if ("accessKeyId" in options && !(options.accessKeyId && options.accessKeySecret)) throw new Error("Half a pair.");
  if ("defaultChain" in options) return new Credential(null, DefaultCredentialsProvider.builder().build());
  if ("profile" in options) {
    return new Credential(null, CLIProfileCredentialsProvider.builder().withProfileName(options.profile).build());
  }
  return new Credential(new Config({ type: options.securityToken === undefined ? "access_key" : "sts", ...options }));
}

/** The package's own messages can hold a whole configuration file, secrets included; so only their meaning is told. */
function reason(error: unknown, options: CredentialsOptions, source: string): string {
  const message = error instanceof Error ? error.message : "";
  const isUnreadable = message.includes("parse aliyun cli config");
  if ("defaultChain" in options) {
    const hint = isUnreadable ? ", and ~/.aliyun/config.json is not valid JSON" : "";
    return `No credentials were found in the configuration, the environment or a profile${hint}`;
  }
  if ("profile" in options) {
    return isUnreadable
      ? "~/.aliyun/config.json is not valid JSON"
      : `The profile "${options.profile}" from ${source} gave no credentials; see whether ~/.aliyun/config.json has it`;
  }
  return `The access key from ${source} could not be used`;
}
