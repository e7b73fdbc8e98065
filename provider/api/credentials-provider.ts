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
import { CLI_FILE, lacksAccessKey, optionsOf, pathOf, profilesIn } from "./cli-file.js";
import type { AccessKey, CredentialsOptions, RamRole } from "./credentials.js";

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
  if ("defaultChain" in options) return DefaultCredentialsProvider.builder().build();
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

/** A profile is looked for in the CLI's file, and then in that of the SDKs; with a file of its own, there only. */
async function profileProvider({ profile, file }: Profile, resolveBase: ResolveBase): Promise<CredentialsProvider> {
  const inSdkFile = () => ProfileCredentialsProvider.builder().withProfileName(profile).build();
  if (file === undefined) {
    if (process.env["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"]?.toLowerCase() === "true") return inSdkFile();
    const text = await readFile(pathOf(CLI_FILE), "utf8").catch(() => "{}");
    return inCliFile(profile, text) ?? inSdkFile();
  }
  const text = await readFile(pathOf(file), "utf8");
  // Terraform means a file of the CLI by this variable, and the SDKs mean their own, which is no JSON.
  if (file === process.env["ALIBABA_CLOUD_CREDENTIALS_FILE"] && !text.trimStart().startsWith("{")) return inSdkFile();
  if (pathOf(file) === pathOf(CLI_FILE)) return required(inCliFile(profile, text));
  return await credentialsProvider(required(optionsOf(profile, profilesIn(text, file), file)), resolveBase);
}

function inCliFile(profile: string, text: string): CredentialsProvider | undefined {
  const fields = profilesIn(text, CLI_FILE).get(profile);
  if (!fields) return undefined;
  // The package would take a missing access key from the environment, too.
  if (lacksAccessKey(fields)) throw new Error("Half a pair.");
  return CLIProfileCredentialsProvider.builder().withProfileName(profile).build();
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
