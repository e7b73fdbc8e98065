/** One setting of a provider, by the name that follows `cams:` in a stack's configuration. */
interface ProviderSetting {
  /** What it is about. */
  about: "credentials" | "endpoint" | "configuration";
  isSecret?: true;
  /** An explicit `Provider` has it too. */
  isExplicit?: true;
}

/** The settings of a provider. The ranges of the numbers among them are the client's. */
export const PROVIDER_SETTINGS = {
  accessKey: { about: "credentials", isSecret: true, isExplicit: true },
  secretKey: { about: "credentials", isSecret: true, isExplicit: true },
  securityToken: { about: "credentials", isSecret: true, isExplicit: true },
  profile: { about: "credentials", isExplicit: true },
  sharedCredentialsFile: { about: "credentials" },
  credentialsUri: { about: "credentials" },
  ecsRoleName: { about: "credentials" },
  assumeRole: { about: "credentials" },
  assumeRoleWithOidc: { about: "credentials" },
  endpoint: { about: "endpoint", isExplicit: true },
  retryTimeoutSeconds: { about: "configuration", isExplicit: true },
  maxInFlight: { about: "configuration", isExplicit: true },
  redisUrl: { about: "configuration", isSecret: true, isExplicit: true },
} as const satisfies Record<string, ProviderSetting>;

const SETTINGS: [name: string, setting: ProviderSetting][] = Object.entries(PROVIDER_SETTINGS);

const EXPLICIT = SETTINGS.filter(([, { isExplicit }]) => isExplicit).map(([name]) => name);

/**
 * Adds how an explicit provider's settings are called. They arrive under the names of the stack's configuration, and
 * nothing shows which of the two they are.
 */
export function withExplicitNames(message: string): string {
  if (!new RegExp(`\\bcams:(${EXPLICIT.join("|")})\\b`).test(message)) return message;
  return `${message} An explicit Provider has these settings without "cams:".`;
}

/** What a key of the configuration is about. Those of other namespaces are the Alibaba Cloud provider's credentials. */
export function subjectOf(key: string): ProviderSetting["about"] {
  return SETTINGS.find(([name]) => `cams:${name}` === key)?.[1].about ?? "credentials";
}
