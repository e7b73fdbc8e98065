/** One setting of a provider, by the name that follows `cams:` in a stack's configuration. */
interface ProviderSetting {
  /** What it is about. */
  about: "credentials" | "endpoint" | "pace";
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
  retryTimeoutSeconds: { about: "pace", isExplicit: true },
  maxInFlight: { about: "pace", isExplicit: true },
  redisUrl: { about: "pace", isSecret: true, isExplicit: true },
} as const satisfies Record<string, ProviderSetting>;

const SETTINGS: [name: string, setting: ProviderSetting][] = Object.entries(PROVIDER_SETTINGS);

/** The names of the settings that an explicit `Provider` has. */
export const EXPLICIT_SETTINGS = SETTINGS.filter(([, { isExplicit }]) => isExplicit).map(([name]) => name);

/** What a key of the configuration is about. Those of other namespaces are the Alibaba Cloud provider's credentials. */
export function subjectOf(key: string): ProviderSetting["about"] {
  return SETTINGS.find(([name]) => `cams:${name}` === key)?.[1].about ?? "credentials";
}
