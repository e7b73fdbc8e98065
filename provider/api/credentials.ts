import Credential, { CLIProfileCredentialsProvider, Config, DefaultCredentialsProvider } from "@alicloud/credentials";
import { CamsError } from "./errors.js";

/** An access key, or the three values of an STS session. */
export interface AccessKey {
  /** Id of the key, which is no secret. */
  accessKeyId: string;
  /** Secret of the key. */
  accessKeySecret: string;
  /** Token of the session; a key that belongs to no session has none. */
  securityToken?: string;
}

/** Which credentials to use. */
export type CredentialsOptions =
  | AccessKey
  | {
      /** Name of a profile of `~/.aliyun/config.json`, the Alibaba Cloud CLI's file. */
      profile: string;
    }
  | {
      /** Alibaba Cloud's own order: environment, OIDC role, profile files, ECS role, credentials URI. */
      defaultChain: true;
    };

/** The links of the default chain, by the names that Alibaba Cloud's package gives to them. */
const CHAIN_LINKS: Record<string, string> = {
  env: "the environment",
  oidc_role_arn: "an OIDC role",
  cli_profile: "~/.aliyun/config.json",
  profile: "~/.alibabacloud/credentials",
  ecs_ram_role: "the role of the ECS instance",
  credential_uri: "the URI in ALIBABA_CLOUD_CREDENTIALS_URI",
};

/** Credentials, resolved when they are first needed and kept fresh by Alibaba Cloud's own package. */
export interface Credentials {
  /** Where they come from, for messages; of the default chain also which link, once it has given them. */
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
  let link: string | undefined;
  const resolve = async (): Promise<AccessKey> => {
    try {
      credential ??= credentialFor(options);
      const { accessKeyId, accessKeySecret, securityToken, providerName } = await credential.getCredential();
      if (!accessKeyId || !accessKeySecret) throw new Error("The credentials are empty.");
      link = "defaultChain" in options ? CHAIN_LINKS[providerName?.split("/")[1] ?? ""] : undefined;
      return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
    } catch (error) {
      credential = undefined;
      throw new CamsError("no-credentials", { text: reason(error, options, source) });
    }
  };
  return {
    get source() {
      return link === undefined ? source : `${source}, ${link}`;
    },
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
