import * as pulumi from "@pulumi/pulumi";
import { requireProperties } from "./properties.js";

/**
 * One account's credentials and limits. Settings left out come from the environment, not from the stack's configuration:
 * Pulumi passes an explicit provider its own settings only.
 */
export interface ProviderArgs {
  /** Access key id of the account. Kept as a secret. Needs `secretKey`. */
  accessKey?: pulumi.Input<string | undefined> | undefined;
  /** Access key secret. Kept as a secret. Needs `accessKey`. */
  secretKey?: pulumi.Input<string | undefined> | undefined;
  /** Security token of an STS session; `accessKey` and `secretKey` are then the session's. Kept as a secret. */
  securityToken?: pulumi.Input<string | undefined> | undefined;
  /** Profile of `~/.aliyun/config.json` to use when no access key is given. */
  profile?: pulumi.Input<string | undefined> | undefined;
  /**
   * Host of the service, with an optional port. Plain HTTP is used for this machine only.
   *
   * @default "cams.ap-southeast-1.aliyuncs.com", the only endpoint that the service publishes
   */
  endpoint?: pulumi.Input<string | undefined> | undefined;
  /**
   * How long one operation is retried, in seconds: 1 to 86,400.
   *
   * @default 300
   */
  retryTimeoutSeconds?: pulumi.Input<number | undefined> | undefined;
  /**
   * How many calls of one operation may be in flight at the same time: 1 to 1,000; 1 means strictly one after another.
   * Their starts stay under the service's limit of 5 calls per second in any case.
   *
   * @default 16
   */
  maxInFlight?: pulumi.Input<number | undefined> | undefined;
  /**
   * A Redis server through which all machines that use the account coordinate their calls, such as
   * `rediss://:PASSWORD@HOST:PORT`. Each account needs a database of its own: `rediss://:PASSWORD@HOST:PORT/1` is a
   * second one. A stack without it is not coordinated with the others. Needs the package `ioredis`. Kept as a secret.
   *
   * @default none: the processes of one user on one machine are coordinated
   */
  redisUrl?: pulumi.Input<string | undefined> | undefined;
}

/**
 * An explicit provider, for a stack that manages numbers of several accounts. Changing a setting does not touch the
 * resources. A stack with one account does not need one: it has the same settings in its configuration, as
 * `cams:accessKey` and so on.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as cams from "pulumi-cams";
 *
 * const config = new pulumi.Config();
 * const provider = new cams.Provider("europe", {
 *   accessKey: config.requireSecret("europeAccessKey"),
 *   secretKey: config.requireSecret("europeSecretKey"),
 * });
 * new cams.ConversationalAutomation("berlin", { custSpaceId: "cams-3ie…", phoneNumber: "4930000000" }, { provider });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * @param name - The provider's name in the stack.
   * @param args - The account's credentials and limits.
   * @param opts - Pulumi's options.
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    requireProperties(args, Object.keys(PROVIDER_SETTINGS), `The provider "${name}"`);
    super("pulumi-nodejs", name, inputsOf(args), opts);
  }
}

/** How each setting is passed on. The dynamic host reads flat strings, by the keys of the stack's configuration. */
export const PROVIDER_SETTINGS: Record<keyof ProviderArgs, "plain" | "secret"> = {
  accessKey: "secret",
  secretKey: "secret",
  securityToken: "secret",
  profile: "plain",
  endpoint: "plain",
  retryTimeoutSeconds: "plain",
  maxInFlight: "plain",
  redisUrl: "secret",
};

function inputsOf(args: ProviderArgs): pulumi.Inputs {
  return Object.fromEntries(
    Object.entries(PROVIDER_SETTINGS).flatMap(([name, kind]) => {
      const value = args[name as keyof ProviderArgs];
      if (value === undefined) return [];
      // Of other types, the provider says what is wrong.
      const text = pulumi
        .output<string | number | undefined>(value)
        .apply((known) => (typeof known === "number" ? String(known) : known));
      return [[`cams:${name}`, kind === "secret" ? pulumi.secret(text) : text]];
    }),
  );
}
