import * as pulumi from "@pulumi/pulumi";
import { ConversationalAutomation } from "./conversational-automation.js";
import type {
  ConversationalAutomationCommandArgs,
  ConversationalAutomationOnDelete,
} from "./conversational-automation.js";
import { requireNumbers, settingsOf } from "./fleet-settings.js";
import type { Fleet } from "./fleet-settings.js";
import { later, partsOf } from "./later.js";
import { requireProperties } from "./properties.js";
import { FLEET_TYPE } from "./type-tokens.js";

/** Settings that many numbers share, such as those of a language. What is left out is empty, or off. */
export interface ConversationalAutomationProfileArgs {
  /**
   * Whether customers who open a chat for the first time are announced. Meta documented it as not functioning as
   * intended.
   *
   * @default false
   */
  enableWelcomeMessage?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * At most 4 prompts, each 1 to 80 characters, no emoji. Order is meaningful.
   *
   * @default []
   */
  prompts?: pulumi.Input<pulumi.Input<string>[] | undefined> | undefined;
  /**
   * At most 30 commands, with unique names. Order is meaningful.
   *
   * @default []
   */
  commands?: pulumi.Input<pulumi.Input<ConversationalAutomationCommandArgs>[] | undefined> | undefined;
}

/** One number of a fleet: its profile, and the settings in which it differs. A setting that is given replaces the profile's whole. */
export interface ConversationalAutomationFleetNumberArgs extends ConversationalAutomationProfileArgs {
  /** Name of one of the fleet's profiles. */
  profile: pulumi.Input<string>;
}

/** The numbers of one space, and the profiles that they take. */
export interface ConversationalAutomationFleetArgs {
  /**
   * Space of all numbers: the space id of an ISV's sub-customer, or the instance id of a direct customer. Changing it
   * replaces every number's resource.
   */
  custSpaceId: pulumi.Input<string>;
  /** Settings by a name of your choice. Changing one updates the numbers that take it, and no others. */
  profiles: pulumi.Input<Record<string, pulumi.Input<ConversationalAutomationProfileArgs>>>;
  /**
   * The numbers, by phone number (digits with the country code): the name of a profile, or a profile with overrides.
   * Adding or removing one touches that one only.
   *
   * A preview of a fleet whose numbers are an output that is not known then shows no numbers, and those that are
   * deployed as deleted. Better give numbers that are known, with values that are outputs.
   */
  numbers: pulumi.Input<Record<string, pulumi.Input<string | ConversationalAutomationFleetNumberArgs>>>;
  /**
   * What becomes of a number's settings when it leaves the fleet, or the fleet the stack. The value of the last
   * `pulumi up` counts.
   *
   * @default "reset"
   */
  onDelete?: pulumi.Input<ConversationalAutomationOnDelete | undefined> | undefined;
}

/**
 * The conversational automation of many numbers that share few settings: each number takes a profile, and can override
 * single settings of it. The fleet has one `ConversationalAutomation` per number as a child, named after the fleet and
 * the number.
 *
 * A number that is there twice, a profile that does not exist and a setting that breaks a limit fail the preview with the
 * names of the fleet, the number and the profile. A new name for the fleet keeps all settings; with an alias
 * (`aliases: [{ name: "old" }]`) it makes no call at all.
 *
 * @example
 * ```ts
 * import * as cams from "pulumi-cams";
 *
 * const support = new cams.ConversationalAutomationFleet("support", {
 *   custSpaceId: "cams-3ie…",
 *   profiles: {
 *     english: { prompts: ["Where is my order?", "Talk to a person"] },
 *     german: { prompts: ["Wo ist meine Bestellung?", "Mit einem Menschen sprechen"] },
 *   },
 *   numbers: {
 *     "4930000000": "german",
 *     "442000000000": "english",
 *     "442000000001": { profile: "english", prompts: ["Talk to a person"] },
 *   },
 * });
 * ```
 */
export class ConversationalAutomationFleet extends pulumi.ComponentResource {
  /** The children, by phone number. */
  readonly automations: pulumi.Output<Record<string, ConversationalAutomation>>;
  /** The children's ids, `custSpaceId/phoneNumber`, by phone number. */
  readonly ids: pulumi.Output<Record<string, string>>;

  /**
   * @param name - The fleet's name in the stack, with which the names of its children begin.
   * @param args - The space, its numbers and their profiles.
   * @param opts - Pulumi's options. `providers`, `transforms` and most others also hold for the children.
   */
  constructor(name: string, args: ConversationalAutomationFleetArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FLEET_TYPE, name, {}, opts);
    requireProperties(args, ["custSpaceId", "profiles", "numbers", "onDelete"], `The fleet "${name}"`);
    this.automations = pulumi.output(
      later(args.numbers, (known) => this.#declare({ ...args, name, numbers: partsOf(args.numbers, known) })),
    );
    this.ids = this.automations.apply((automations) =>
      pulumi.output(Object.fromEntries(Object.entries(automations).map(([number, { id }]) => [number, id]))),
    );
    this.registerOutputs({ ids: this.ids });
  }

  #declare({ custSpaceId, onDelete, ...fleet }: ConversationalAutomationFleetArgs & Fleet) {
    requireNumbers(fleet);
    const declared = Object.keys(fleet.numbers).map((phoneNumber) => {
      const args = { custSpaceId, phoneNumber, ...settingsOf(fleet, phoneNumber), onDelete };
      return [
        phoneNumber,
        new ConversationalAutomation(`${fleet.name}-${phoneNumber}`, args, { parent: this }),
      ] as const;
    });
    return Object.fromEntries(declared);
  }
}
