import { readFile } from "node:fs/promises";
import {
  CLIProfileCredentialsProvider,
  ProfileCredentialsProvider,
  type CredentialsProvider,
} from "@alicloud/credentials";
import { CLI_FILE, currentIn, optionsOf, pathOf, profilesIn, requireWhole } from "./cli-file.js";
import type { CredentialsByKind, CredentialsOptions } from "./options.js";
import { noSuchProfile, type Profiles } from "./profile-problem.js";
import { requireWholeSection, sdkFile, sectionsIn } from "./sdk-file.js";

/**
 * The official package's provider of a profile, which is looked for in the CLI's file and then in the SDKs' file, or only
 * in the file that the options name. `providerOf` is for files that the package does not look for.
 */
export async function profileProvider(
  { profile, file }: CredentialsByKind["profile"],
  providerOf: (options: CredentialsOptions) => Promise<CredentialsProvider>,
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
  return await providerOf(optionsOf(profile, profiles, file));
}

/** Refuses the profile that the default chain has chosen if the package would complete it from the environment. */
export async function requireWholeLink(providerName: string): Promise<void> {
  const [, link] = providerName.split("/");
  const named = process.env["ALIBABA_CLOUD_PROFILE"] ?? "";
  if (link === "cli_profile") {
    const text = await readFile(pathOf(CLI_FILE), "utf8");
    requireWhole(named || currentIn(text), profilesIn(text, CLI_FILE), CLI_FILE);
  }
  if (link === "profile") await inSdkFile(named || "default");
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
