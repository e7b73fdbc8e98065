import { readFile } from "node:fs/promises";
import {
  CLIProfileCredentialsProvider,
  DefaultCredentialsProvider,
  ECSRAMRoleCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  ProfileCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  StaticAKCredentialsProvider,
  StaticSTSCredentialsProvider,
  URICredentialsProvider,
  type CredentialsProvider,
} from "@alicloud/credentials";
import { CLI_FILE, currentIn, optionsOf, pathOf, profilesIn, requireWhole } from "./cli-file.js";
import type { AccessKey, CredentialsOptions, RamRole } from "./credentials.js";
import { noSuchProfile, type Profiles } from "./profile-problem.js";
import { requireWholeSection, sdkFile, sectionsIn } from "./sdk-file.js";

type Assumed = Extract<CredentialsOptions, { assumeRole: RamRole }>;
type OidcRole = Extract<CredentialsOptions, { assumeRoleWithOidc: RamRole }>["assumeRoleWithOidc"];
type Profile = Extract<CredentialsOptions, { profile: string }>;

/** Fetches the credentials that assume a role. */
type ResolveBase = (assumed: Assumed) => Promise<AccessKey>;

const DEFAULT_SESSION = { name: "pulumi-cams", seconds: 3600 };

/** The official package's way to the credentials. */
export async function credentialsProvider(
  options: CredentialsOptions,
  resolveBase: ResolveBase,
): Promise<CredentialsProvider> {
  if ("defaultChain" in options) return chainProvider();
  if ("profile" in options) return await profileProvider(options, resolveBase);
  if ("credentialsUri" in options) {
    return URICredentialsProvider.builder().withCredentialsURI(options.credentialsUri).build();
  }
  if ("ecsRoleName" in options) {
    return ECSRAMRoleCredentialsProvider.builder().withRoleName(options.ecsRoleName).build();
  }
  if ("assumeRoleWithOidc" in options) return oidcProvider(options.assumeRoleWithOidc);
  if ("assumeRole" in options) return roleProvider(options, resolveBase);
  return accessKeyProvider(options);
}

/** The chain completes a profile from the environment, too; so the one that it has chosen is looked at before it is used. */
function chainProvider(): CredentialsProvider {
  const chain = DefaultCredentialsProvider.builder().build();
  let isLookedAt = false;
  return {
    getProviderName: () => chain.getProviderName(),
    getCredentials: async () => {
      const credentials = await chain.getCredentials();
      if (!isLookedAt) await requireWholeLink(credentials.providerName);
      isLookedAt = true;
      return credentials;
    },
  };
}

async function requireWholeLink(providerName: string): Promise<void> {
  const [, link] = providerName.split("/");
  const named = process.env["ALIBABA_CLOUD_PROFILE"] ?? "";
  if (link === "cli_profile") {
    const text = await readFile(pathOf(CLI_FILE), "utf8");
    requireWhole(named || currentIn(text), profilesIn(text, CLI_FILE), CLI_FILE);
  }
  if (link === "profile") await inSdkFile(named || "default");
}

/** A profile is looked for in the CLI's file, and then in that of the SDKs; with a file of its own, there only. */
async function profileProvider({ profile, file }: Profile, resolveBase: ResolveBase): Promise<CredentialsProvider> {
  if (file === undefined) {
    if (process.env["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"]?.toLowerCase() === "true") return await inSdkFile(profile);
    const profiles = profilesIn(await readFile(pathOf(CLI_FILE), "utf8").catch(() => "{}"), CLI_FILE);
    return profiles.has(profile)
      ? inCliFile(profile, profiles)
      : await inSdkFile(profile, new Map([[CLI_FILE, profiles]]));
  }
  const text = await readFile(pathOf(file), "utf8");
  // Terraform means a file of the CLI by this variable, and the SDKs mean their own, which is no JSON.
  if (file === process.env["ALIBABA_CLOUD_CREDENTIALS_FILE"] && !text.trimStart().startsWith("{")) {
    return await inSdkFile(profile);
  }
  const profiles = profilesIn(text, file);
  if (pathOf(file) === pathOf(CLI_FILE)) return inCliFile(profile, profiles);
  return await credentialsProvider(optionsOf(profile, profiles, file), resolveBase);
}

function inCliFile(profile: string, profiles: Profiles): CredentialsProvider {
  requireWhole(profile, profiles, CLI_FILE);
  return CLIProfileCredentialsProvider.builder().withProfileName(profile).build();
}

/** @param others - The files that were looked at before. */
async function inSdkFile(
  profile: string,
  others: ReadonlyMap<string, Profiles> = new Map(),
): Promise<CredentialsProvider> {
  const file = sdkFile();
  const sections = sectionsIn(await readFile(pathOf(file), "utf8").catch(() => ""));
  if (!sections.has(profile)) throw noSuchProfile(profile, new Map([...others, [file, sections]]));
  requireWholeSection(profile, sections, file);
  return ProfileCredentialsProvider.builder().withProfileName(profile).build();
}

function oidcProvider(role: OidcRole): CredentialsProvider {
  return OIDCRoleArnCredentialsProvider.builder()
    .withRoleArn(required(role.roleArn))
    .withOIDCProviderArn(required(role.oidcProviderArn))
    .withOIDCTokenFilePath(pathOf(role.oidcTokenFile))
    .withRoleSessionName(role.sessionName ?? DEFAULT_SESSION.name)
    .withDurationSeconds(role.sessionExpiration ?? DEFAULT_SESSION.seconds)
    .withPolicy(role.policy ?? "")
    .build();
}

function roleProvider(assumed: Assumed, resolveBase: ResolveBase): CredentialsProvider {
  const role = assumed.assumeRole;
  return RAMRoleARNCredentialsProvider.builder()
    .withCredentialsProvider({
      getProviderName: () => "base",
      getCredentials: async () => await accessKeyProvider(await resolveBase(assumed)).getCredentials(),
    })
    .withRoleArn(required(role.roleArn))
    .withRoleSessionName(role.sessionName ?? DEFAULT_SESSION.name)
    .withDurationSeconds(role.sessionExpiration ?? DEFAULT_SESSION.seconds)
    .withPolicy(role.policy ?? "")
    .withExternalId(role.externalId ?? "")
    .build();
}

/** What a profile leaves out the package would take from the environment, which may mean another account. */
function required<T>(value: T | undefined): T {
  if (value) return value;
  throw new Error("The profile is not there, or not complete.");
}

function accessKeyProvider({ accessKeyId, accessKeySecret, securityToken }: AccessKey): CredentialsProvider {
  // The package would silently complete half a pair with another account's half, from the environment.
  if (!(accessKeyId && accessKeySecret)) throw new Error("Half a pair.");
  if (securityToken === undefined) {
    return StaticAKCredentialsProvider.builder()
      .withAccessKeyId(accessKeyId)
      .withAccessKeySecret(accessKeySecret)
      .build();
  }
  if (!securityToken) throw new Error("An empty token.");
  return StaticSTSCredentialsProvider.builder()
    .withAccessKeyId(accessKeyId)
    .withAccessKeySecret(accessKeySecret)
    .withSecurityToken(securityToken)
    .build();
}
