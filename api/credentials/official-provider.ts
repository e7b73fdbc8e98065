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
import { byKind, type AccessKey, type CredentialsByKind, type CredentialsOptions } from "./options.js";
import { noSuchProfile, type Profiles } from "./profile-problem.js";
import { requireWholeSection, sdkFile, sectionsIn } from "./sdk-file.js";

/** Creates the official package's provider of the credentials. */
export async function officialProvider(
  options: CredentialsOptions,
  resolveBase: ResolveBase,
): Promise<CredentialsProvider> {
  return await byKind<CredentialsProvider | Promise<CredentialsProvider>>(options, {
    accessKey: accessKeyProvider,
    profile: (profile) => profileProvider(profile, resolveBase),
    credentialsUri: ({ credentialsUri }) => URICredentialsProvider.builder().withCredentialsURI(credentialsUri).build(),
    ecsRoleName: ({ ecsRoleName }) => ECSRAMRoleCredentialsProvider.builder().withRoleName(ecsRoleName).build(),
    assumeRoleWithOidc: oidcProvider,
    assumeRole: (assumed) => roleProvider(assumed, resolveBase),
    defaultChain: chainProvider,
  });
}

/** Fetches the credentials with which a role is assumed. */
type ResolveBase = (assumed: CredentialsByKind["assumeRole"]) => Promise<AccessKey>;

const DEFAULT_SESSION = { name: "pulumi-cams", seconds: 3600 };

/** The chain completes a profile from the environment, so the one that it has chosen is checked before its first use. */
function chainProvider(): CredentialsProvider {
  const chain = DefaultCredentialsProvider.builder().build();
  let isChecked = false;
  return {
    getProviderName: () => chain.getProviderName(),
    getCredentials: async () => {
      const credentials = await chain.getCredentials();
      if (!isChecked) await requireWholeLink(credentials.providerName);
      isChecked = true;
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

/** Looks for a profile in the CLI's file and then in the SDKs' file, or only in the file that the options name. */
async function profileProvider(
  { profile, file }: CredentialsByKind["profile"],
  resolveBase: ResolveBase,
): Promise<CredentialsProvider> {
  if (file === undefined) {
    if (process.env["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"]?.toLowerCase() === "true") return await inSdkFile(profile);
    const profiles = profilesIn(await readFile(pathOf(CLI_FILE), "utf8").catch(() => "{}"), CLI_FILE);
    return profiles.has(profile)
      ? inCliFile(profile, profiles)
      : await inSdkFile(profile, new Map([[CLI_FILE, profiles]]));
  }
  const text = await readFile(pathOf(file), "utf8");
  // For Terraform this variable names a file in the CLI's form, for the SDKs one in their own, which is not JSON.
  if (file === process.env["ALIBABA_CLOUD_CREDENTIALS_FILE"] && !text.trimStart().startsWith("{")) {
    return await inSdkFile(profile);
  }
  const profiles = profilesIn(text, file);
  if (pathOf(file) === pathOf(CLI_FILE)) return inCliFile(profile, profiles);
  return await officialProvider(optionsOf(profile, profiles, file), resolveBase);
}

function inCliFile(profile: string, profiles: Profiles): CredentialsProvider {
  requireWhole(profile, profiles, CLI_FILE);
  return CLIProfileCredentialsProvider.builder().withProfileName(profile).build();
}

/** @param others - The files that were searched before, for the message. */
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

function oidcProvider({ assumeRoleWithOidc: role }: CredentialsByKind["assumeRoleWithOidc"]): CredentialsProvider {
  return OIDCRoleArnCredentialsProvider.builder()
    .withRoleArn(required(role.roleArn))
    .withOIDCProviderArn(required(role.oidcProviderArn))
    .withOIDCTokenFilePath(pathOf(role.oidcTokenFile))
    .withRoleSessionName(role.sessionName ?? DEFAULT_SESSION.name)
    .withDurationSeconds(role.sessionExpiration ?? DEFAULT_SESSION.seconds)
    .withPolicy(role.policy ?? "")
    .build();
}

function roleProvider(assumed: CredentialsByKind["assumeRole"], resolveBase: ResolveBase): CredentialsProvider {
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

/** The package would take what a profile leaves out from the environment, which may be another account's. */
function required<T>(value: T | undefined): T {
  if (value) return value;
  throw new Error("The profile is missing or incomplete.");
}

function accessKeyProvider({ accessKeyId, accessKeySecret, securityToken }: AccessKey): CredentialsProvider {
  // The package would silently complete half a key with half of another one, from the environment.
  if (!(accessKeyId && accessKeySecret)) throw new Error("Half of an access key.");
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
