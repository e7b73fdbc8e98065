/** Which credentials to use. */
export type CredentialsOptions =
  | AccessKey
  | {
      /**
       * Name of a profile of `~/.aliyun/config.json`, the Alibaba Cloud CLI's file, or, if that has none of this name, of
       * `~/.alibabacloud/credentials`, the SDKs' file.
       */
      profile: string;
      /** The only file to look in. */
      file?: string;
    }
  | {
      /** A server, usually on the same machine, that hands out sessions. */
      credentialsUri: string;
    }
  | {
      /** The RAM role of the ECS instance that this runs on. */
      ecsRoleName: string;
    }
  | {
      /** A RAM role, assumed with a token of an OIDC provider that it trusts. */
      assumeRoleWithOidc: RamRole & {
        /** Resource name of the OIDC provider. */
        oidcProviderArn: string;
        /** Path of the file that holds the token. */
        oidcTokenFile: string;
      };
    }
  | {
      /** A RAM role, assumed with other credentials. */
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

/** An access key, or the three values of an STS session. */
export interface AccessKey {
  /** Id of the key, which is not a secret. */
  accessKeyId: string;
  /** Secret of the key. */
  accessKeySecret: string;
  /** Token of the session; absent for a key that belongs to no session. */
  securityToken?: string;
}

/** A RAM role to assume. */
export interface RamRole {
  /** Such as `acs:ram::1234567890123456:role/NAME`. */
  roleArn: string;
  /**
   * Appears in the account's logs.
   *
   * @default "pulumi-cams"
   */
  sessionName?: string | undefined;
  /** A RAM policy, as JSON, that further restricts what the session may do. */
  policy?: string | undefined;
  /**
   * How long a session lasts, in seconds: 900 to 43,200, and no longer than the role allows. Sessions are renewed
   * automatically.
   *
   * @default 3600
   */
  sessionExpiration?: number | undefined;
  /** What the role's trust policy may require. Not for OIDC. */
  externalId?: string | undefined;
}

/** The kinds of credentials, each with its options. */
export interface CredentialsByKind {
  accessKey: AccessKey;
  profile: Extract<CredentialsOptions, { profile: string }>;
  credentialsUri: Extract<CredentialsOptions, { credentialsUri: string }>;
  ecsRoleName: Extract<CredentialsOptions, { ecsRoleName: string }>;
  assumeRoleWithOidc: Extract<CredentialsOptions, { assumeRoleWithOidc: RamRole }>;
  assumeRole: Extract<CredentialsOptions, { assumeRole: RamRole }>;
  defaultChain: { defaultChain: true };
}

/** Does with credentials what is right for their kind. The one place that tells the kinds apart. */
export function byKind<T>(
  options: CredentialsOptions,
  cases: { [Kind in keyof CredentialsByKind]: (options: CredentialsByKind[Kind]) => T },
): T {
  if ("profile" in options) return cases.profile(options);
  if ("credentialsUri" in options) return cases.credentialsUri(options);
  if ("ecsRoleName" in options) return cases.ecsRoleName(options);
  if ("assumeRoleWithOidc" in options) return cases.assumeRoleWithOidc(options);
  if ("assumeRole" in options) return cases.assumeRole(options);
  if ("defaultChain" in options) return cases.defaultChain(options);
  return cases.accessKey(options);
}

/** What identifies the account, as far as this machine can tell and without a secret: a RAM role names its account. */
export function accountOf(options: CredentialsOptions): string {
  const asItIs = (described: object) => JSON.stringify(described);
  return byKind(options, {
    accessKey: ({ accessKeyId }) => accessKeyId,
    assumeRole: ({ assumeRole }) => accountOfRole(assumeRole),
    assumeRoleWithOidc: ({ assumeRoleWithOidc }) => accountOfRole(assumeRoleWithOidc),
    profile: asItIs,
    credentialsUri: asItIs,
    ecsRoleName: asItIs,
    defaultChain: asItIs,
  });
}

function accountOfRole({ roleArn }: RamRole): string {
  return /^acs:ram:[^:]*:(\d+):/.exec(roleArn)?.[1] ?? roleArn;
}
