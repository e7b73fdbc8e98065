import {
  DefaultCredentialsProvider,
  ECSRAMRoleCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  StaticAKCredentialsProvider,
  StaticSTSCredentialsProvider,
  URICredentialsProvider,
  type CredentialsProvider,
} from "@alicloud/credentials";
import { pathOf } from "./cli-file.js";
import { byKind, type AccessKey, type CredentialsByKind, type CredentialsOptions } from "./options.js";
import { profileProvider, requireWholeLink } from "./profiles.js";

/** Creates the official package's provider of the credentials. */
export async function officialProvider(
  options: CredentialsOptions,
  resolveBase: ResolveBase,
): Promise<CredentialsProvider> {
  return await byKind<CredentialsProvider | Promise<CredentialsProvider>>(options, {
    accessKey: accessKeyProvider,
    profile: (profile) => profileProvider(profile, (found) => officialProvider(found, resolveBase)),
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
