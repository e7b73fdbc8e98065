import * as pulumi from "@pulumi/pulumi";
import { isOfType } from "./is-of-type.js";
import { requireOneOwner } from "./one-owner.js";
import { requireObject } from "./properties.js";
import { PROVIDER_TEXT } from "./provider-text.js";
import { runOf } from "./run.js";
import { EARLIER_RESOURCE_TYPE, NATIVE_TYPE, RESOURCE_TYPE } from "./type-tokens.js";
import { wellFormed } from "./well-formed.js";

/** One command, which a customer sees after typing a slash. */
export interface ConversationalAutomationCommandArgs {
  /**
   * Name without the slash: 1 to 32 letters (A to Z), digits and underscores, unique within the number.
   * Two names that differ only in case are allowed here; whether WhatsApp tells them apart is not documented.
   */
  commandName: pulumi.Input<string>;
  /** What the command does: 1 to 256 characters, no emoji. */
  commandDescription: pulumi.Input<string>;
}

/** One command, as an output. */
export interface ConversationalAutomationCommand {
  /** Name without the slash. */
  readonly commandName: string;
  /** What the command does. */
  readonly commandDescription: string;
}

/** The three settings of a number. */
export interface ConversationalAutomationSettings {
  /** Whether you are notified when a customer first opens a chat. */
  readonly enableWelcomeMessage: boolean;
  /** The prompts, in the order in which the customer sees them. */
  readonly prompts: string[];
  /** The commands, in the order in which the customer sees them. */
  readonly commands: ConversationalAutomationCommand[];
}

/**
 * What happens to a number's settings when its resource is deleted: `"reset"` empties all three, `"restore"` writes the
 * settings that the number had when the resource was created, `"retain"` leaves them as they are.
 */
export type ConversationalAutomationOnDelete = "reset" | "restore" | "retain";

/**
 * The settings of one number. The limits are Meta's, in Unicode code points:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components
 *
 * A value that breaks a limit fails the preview with the exact property and what to write instead.
 */
export interface ConversationalAutomationArgs {
  /**
   * Space id of an ISV's sub-customer, or instance id of a direct customer, such as `cams-3ie…`.
   * Changing it replaces the resource: the new number is written, then `onDelete` applies to the old one.
   */
  custSpaceId: pulumi.Input<string>;
  /**
   * The business phone number: 6 to 15 digits with the country code, without plus sign, spaces or punctuation, such as
   * `8613000000000`. A string, not a number.
   * Changing it replaces the resource: the new number is written, then `onDelete` applies to the old one.
   */
  phoneNumber: pulumi.Input<string>;
  /**
   * Whether you are notified when a customer first opens a chat, so that you can send a welcome message. Meta documented
   * it as not functioning as intended and has since removed it from its page; the service still accepts it.
   *
   * @default false
   */
  enableWelcomeMessage?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * Prompts ("ice breakers") that a customer can tap: at most 4, each 1 to 80 characters, no emoji. Order is
   * meaningful.
   *
   * @default []
   */
  prompts?: pulumi.Input<pulumi.Input<string>[] | undefined> | undefined;
  /**
   * Commands that a customer sees after typing a slash: at most 30, with unique names. Order is meaningful.
   *
   * @default []
   */
  commands?: pulumi.Input<pulumi.Input<ConversationalAutomationCommandArgs>[] | undefined> | undefined;
  /**
   * What happens to the settings when the resource leaves the stack. The value of the last `pulumi up` counts: to delete
   * with another value, deploy that value first.
   *
   * @default "reset"
   */
  onDelete?: pulumi.Input<ConversationalAutomationOnDelete | undefined> | undefined;
}

/**
 * The conversational automation of one WhatsApp Business number in Alibaba Cloud Chat App Message Service (CAMS): the
 * welcome message switch, the prompts and the commands.
 *
 * A number always has settings, so nothing is created or deleted at the service. Creating the resource reads the number,
 * writes its settings if they differ, and keeps what it found as `previousSettings`. Updating writes all three settings
 * at once. Deleting does what `onDelete` says. An unchanged resource makes no call, in `pulumi preview` or `pulumi up`.
 * `pulumi refresh` finds changes made outside of Pulumi.
 *
 * Two resources of one program for the same number fail the preview; two stacks for the same number are not detected.
 * Renaming the resource and a forced replace keep the settings, but `previousSettings` becomes what the number has at
 * that moment; an alias keeps `previousSettings` too. An update writes all three settings, those under `ignoreChanges`
 * as the state has them: use `pulumi up --refresh` with it.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-updateconversationalautomation
 *
 * @example
 * ```ts
 * import * as cams from "pulumi-cams";
 *
 * const support = new cams.ConversationalAutomation("support", {
 *   custSpaceId: "cams-3ie…",
 *   phoneNumber: "8613000000000",
 *   prompts: ["Where is my order?", "Talk to a person"],
 *   commands: [{ commandName: "order", commandDescription: "Track an order" }],
 * });
 * ```
 */
export class ConversationalAutomation extends pulumi.CustomResource {
  /** Space id of an ISV's sub-customer, or instance id of a direct customer. */
  declare readonly custSpaceId: pulumi.Output<string>;
  /** The business phone number, digits with the country code. */
  declare readonly phoneNumber: pulumi.Output<string>;
  /** Whether you are notified when a customer first opens a chat. */
  declare readonly enableWelcomeMessage: pulumi.Output<boolean>;
  /** The prompts, in the order in which the customer sees them. */
  declare readonly prompts: pulumi.Output<string[]>;
  /** The commands, in the order in which the customer sees them. */
  declare readonly commands: pulumi.Output<ConversationalAutomationCommand[]>;
  /** What happens to the settings when the resource leaves the stack. */
  declare readonly onDelete: pulumi.Output<ConversationalAutomationOnDelete>;
  /** The number's settings when the resource was created. Always a secret, since they may have been one. */
  declare readonly previousSettings: pulumi.Output<ConversationalAutomationSettings>;
  /** Request id of the last write, to quote to Alibaba Cloud's support; empty when nothing had to be written. */
  declare readonly requestId: pulumi.Output<string>;

  /**
   * @param name - The resource's name in the stack.
   * @param args - The number and its settings.
   * @param opts - Pulumi's options, such as `provider` for another account.
   */
  constructor(name: string, args: ConversationalAutomationArgs, opts?: pulumi.CustomResourceOptions) {
    requireObject(args, `The resource "${name}"`, "custSpaceId, phoneNumber and settings");
    const { stackTraceLimit } = Error;
    // Pulumi takes a stack trace for each of four promises per property, and maps every frame to its source:
    // https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/debuggable.ts
    Error.stackTraceLimit = 1;
    try {
      super(
        RESOURCE_TYPE,
        name,
        { ...propertiesOf(name, args), __run: opts?.id === undefined ? runOf(name, opts) : undefined },
        pulumi.mergeOptions(opts, {
          additionalSecretOutputs: ["previousSettings"],
          aliases: [{ type: EARLIER_RESOURCE_TYPE }, { type: NATIVE_TYPE }],
        }),
      );
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      throw withCallers(error);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    if (opts?.id === undefined) requireOneOwner(name, args.custSpaceId, args.phoneNumber);
  }

  /**
   * Reads the settings of a number that this stack does not manage.
   *
   * @param name - The resource's name in the stack.
   * @param id - `custSpaceId/phoneNumber`, such as `cams-3ie…/8613000000000`.
   * @param opts - Pulumi's options, such as `provider` for another account.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ConversationalAutomation {
    const none = {} as ConversationalAutomationArgs;
    return new ConversationalAutomation(name, none, pulumi.mergeOptions(opts, { id }));
  }

  /** Whether something is a `ConversationalAutomation`. Policy packs ask, for instance in `validateResourceOfType`. */
  static override isInstance(obj: unknown): obj is ConversationalAutomation {
    return isOfType(obj, RESOURCE_TYPE);
  }
}

/** Extends an error's stack trace to the line of the program, as it would be without the limit. */
function withCallers(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof pulumi.RunError) return error;
  const callers = { stack: "" };
  Error.captureStackTrace(callers, ConversationalAutomation);
  error.stack = [error.stack, ...callers.stack.split("\n").slice(1)].join("\n");
  return error;
}

/** Pulumi makes an output only of the properties that are named here. */
const OUTPUTS = {
  custSpaceId: undefined,
  phoneNumber: undefined,
  enableWelcomeMessage: undefined,
  prompts: undefined,
  commands: undefined,
  onDelete: undefined,
  previousSettings: undefined,
  requestId: undefined,
};

function propertiesOf(name: string, args: ConversationalAutomationArgs): pulumi.Inputs {
  const owner = `The resource "${name}"`;
  const checked = Object.entries(args).map(
    ([property, value]) => [property, wellFormed(value, owner, property)] as const,
  );
  return { ...OUTPUTS, ...Object.fromEntries(checked), __provider: PROVIDER_TEXT };
}
