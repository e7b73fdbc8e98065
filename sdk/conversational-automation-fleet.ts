import * as pulumi from "@pulumi/pulumi";
import { ConversationalAutomation } from "./conversational-automation.js";
import { declareFleet, idsOf } from "./fleet/declare.js";
import type { ConversationalAutomationFleetArgs } from "./fleet/args.js";
import { isOfType } from "./is-of-type.js";
import { FLEET_TYPE } from "./type-tokens.js";

/**
 * The conversational automation of many numbers with few distinct settings: each number has a profile, and can override
 * single settings of it. The fleet has one `ConversationalAutomation` per number as a child, named after the fleet and
 * the number.
 *
 * Malformed and duplicate numbers, unknown profiles and settings that break a limit fail the preview, all of them at
 * once. Renaming the fleet keeps all settings; with an alias (`aliases: [{ name: "old" }]`) it
 * makes no call at all.
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
   * @param opts - Pulumi's options. `providers`, `transforms` and most others also apply to the children.
   */
  constructor(name: string, args: ConversationalAutomationFleetArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FLEET_TYPE, name, {}, opts);
    this.automations = declareFleet(
      this,
      name,
      args,
      (child, declared) => new ConversationalAutomation(child, declared, { parent: this }),
    );
    this.ids = idsOf(this.automations);
    this.registerOutputs({ ids: this.ids });
  }

  /** Whether something is a `ConversationalAutomationFleet`. Policy packs ask. */
  static override isInstance(obj: unknown): obj is ConversationalAutomationFleet {
    return isOfType(obj, FLEET_TYPE);
  }
}
