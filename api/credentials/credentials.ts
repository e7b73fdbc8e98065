import type { CredentialsProvider } from "@alicloud/credentials";
import { credentialsFailure } from "./failure.js";
import { credentialsProvider } from "./official-provider.js";
import { isCamsError } from "../errors.js";

/** An access key, or the three values of an STS session. */
export interface AccessKey {
  /** Id of the key, which is no secret. */
  accessKeyId: string;
  /** Secret of the key. */
  accessKeySecret: string;
  /** Token of the session; a key that belongs to no session has none. */
  securityToken?: string;
}

/** A RAM role to act as. */
export interface RamRole {
  /** Like `acs:ram::1234567890123456:role/NAME`. */
  roleArn: string;
  /**
   * Shows in the account's logs.
   *
   * @default "pulumi-cams"
   */
  sessionName?: string | undefined;
  /** A RAM policy, as JSON, that leaves the session less than the role may do. */
  policy?: string | undefined;
  /**
   * How long a session lasts, in seconds: 900 to 43,200, and no longer than the role allows. A new one follows by itself.
   *
   * @default 3600
   */
  sessionExpiration?: number | undefined;
  /** What the role's trust policy may ask for. Not for OIDC. */
  externalId?: string | undefined;
}

/** Which credentials to use. */
export type CredentialsOptions =
  | AccessKey
  | {
      /**
       * Name of a profile of `~/.aliyun/config.json`, the Alibaba Cloud CLI's file, or where that has none of this name,
       * of `~/.alibabacloud/credentials`, the SDKs' file.
       */
      profile: string;
      /** The file to look in, and in no other. */
      file?: string;
    }
  | {
      /** A server, mostly on the same machine, that hands out sessions. */
      credentialsUri: string;
    }
  | {
      /** The RAM role of the ECS instance that this runs on. */
      ecsRoleName: string;
    }
  | {
      /** A RAM role, with a token of an OIDC provider that it trusts. */
      assumeRoleWithOidc: RamRole & {
        /** Resource name of the OIDC provider. */
        oidcProviderArn: string;
        /** Path of the file that holds the token. */
        oidcTokenFile: string;
      };
    }
  | {
      /** A RAM role that other credentials may take. */
      assumeRole: RamRole;
      /** Those credentials. */
      credentials: CredentialsOptions;
      /** Where they come from, in words for error messages. */
      credentialsSource?: string;
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
  let provider: CredentialsProvider | undefined;
  let underWay: Promise<AccessKey> | undefined;
  let link: string | undefined;
  const resolve = async (): Promise<AccessKey> => {
    try {
      provider ??= await credentialsProvider(options, (base) =>
        createCredentials(base.credentials, base.credentialsSource ?? source).resolve(),
      );
      const { accessKeyId, accessKeySecret, securityToken, providerName } = await provider.getCredentials();
      if (!accessKeyId || !accessKeySecret) throw new Error("The credentials are empty.");
      link = "defaultChain" in options ? CHAIN_LINKS[providerName.split("/")[1] ?? ""] : undefined;
      return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
    } catch (error) {
      provider = undefined;
      throw isCamsError(error) ? error : credentialsFailure(error, options, source);
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
      provider = undefined;
    },
  };
}

/** What tells accounts apart, as far as this machine can, without a secret: a RAM role names its account. */
export function accountOf(options: CredentialsOptions): string {
  if ("accessKeyId" in options) return options.accessKeyId;
  if ("assumeRole" in options) return accountOfRole(options.assumeRole);
  if ("assumeRoleWithOidc" in options) return accountOfRole(options.assumeRoleWithOidc);
  return JSON.stringify(options);
}

function accountOfRole({ roleArn }: RamRole): string {
  return /^acs:ram:[^:]*:(\d+):/.exec(roleArn)?.[1] ?? roleArn;
}
