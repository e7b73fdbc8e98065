import * as pulumi from "@pulumi/pulumi";
import { requireProperties } from "./properties.js";

/**
 * One account's credentials and pace. What is left out comes from the environment, not from the stack's configuration:
 * Pulumi gives an explicit provider its own settings and nothing else.
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
   * Host of the service, with an optional port. Plain HTTP is used to this machine only.
   *
   * @default "cams.ap-southeast-1.aliyuncs.com", the only one that the service publishes
   */
  endpoint?: pulumi.Input<string | undefined> | undefined;
  /**
   * How long one operation is retried, in seconds: 1 to 86,400.
   *
   * @default 300
   */
  retryTimeoutSeconds?: pulumi.Input<number | undefined> | undefined;
  /**
   * Calls of one operation that may be under way at the same time: 1 to 1,000; 1 means strictly one after another.
   * Starts are paced under the service's limit of 5 calls per second in any case.
   *
   * @default 16
   */
  maxInFlight?: pulumi.Input<number | undefined> | undefined;
  /**
   * A Redis through which all machines that use the account share its pace, as `rediss://:PASSWORD@HOST:PORT`; for
   * another account with a database of its own, as `rediss://:PASSWORD@HOST:PORT/1`. All who use the account have to set
   * it. Needs the packages `ioredis` and `rate-limiter-flexible`. Kept as a secret.
   *
   * @default none: the pace is shared by the processes of one machine
   */
  redisUrl?: pulumi.Input<string | undefined> | undefined;
}

/**
 * An explicit provider, for a stack that manages numbers of more than one account. Changing a setting leaves the
 * resources alone. A stack with one account needs none: it sets the same keys in its configuration, as `cams:accessKey`
 * and so on.
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
   * @param args - The account's credentials and pace.
   * @param opts - Pulumi's options.
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    requireProperties(args, PROPERTIES, `The provider "${name}"`);
    super("pulumi-nodejs", name, settingsOf(args), opts);
  }
}

const PROPERTIES = [
  "accessKey",
  "secretKey",
  "securityToken",
  "profile",
  "endpoint",
  "retryTimeoutSeconds",
  "maxInFlight",
  "redisUrl",
];

/** The dynamic host reads flat strings, under the same names as the stack's configuration. */
function settingsOf(args: ProviderArgs): pulumi.Inputs {
  return {
    "cams:accessKey": secret(args.accessKey),
    "cams:secretKey": secret(args.secretKey),
    "cams:securityToken": secret(args.securityToken),
    "cams:profile": args.profile,
    "cams:endpoint": args.endpoint,
    "cams:retryTimeoutSeconds": text(args.retryTimeoutSeconds),
    "cams:maxInFlight": text(args.maxInFlight),
    "cams:redisUrl": secret(args.redisUrl),
  };
}

function secret(value: pulumi.Input<string | undefined>): pulumi.Output<string | undefined> | undefined {
  return value === undefined ? undefined : pulumi.secret(value);
}

function text(value: pulumi.Input<number | undefined>): pulumi.Output<string | undefined> | undefined {
  return value === undefined ? undefined : pulumi.output(value).apply((known) => known?.toString());
}
