import * as pulumi from "@pulumi/pulumi";
import { ConversationalAutomation } from "./conversational-automation.js";
import type { ConversationalAutomationFleetArgs } from "./fleet-args.js";
import { requireNoMistakes } from "./fleet-mistakes.js";
import { byPhoneNumber } from "./fleet-numbers.js";
import type { FleetNumbers } from "./fleet-numbers.js";
import { settingsOf } from "./fleet-settings.js";
import { isOfType } from "./is-of-type.js";
import { isUnknownInPreview, later, partsOf } from "./later.js";
import { requireProperties } from "./properties.js";
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
    requireProperties(args, ["custSpaceId", "profiles", "numbers", "onDelete"], `The fleet "${name}"`);
    this.automations = pulumi.output(
      later<FleetNumbers, Record<string, ConversationalAutomation>>(args.numbers, (known) =>
        this.#declare(name, args, known),
      ),
    );
    this.ids = this.automations.apply((automations) =>
      pulumi.output(Object.fromEntries(Object.entries(automations).map(([number, { id }]) => [number, id]))),
    );
    this.registerOutputs({ ids: this.ids });
    void this.#warnIfUnknown(name, args.numbers);
  }

  /** Whether something is a `ConversationalAutomationFleet`. Policy packs ask. */
  static override isInstance(obj: unknown): obj is ConversationalAutomationFleet {
    return isOfType(obj, FLEET_TYPE);
  }

  async #warnIfUnknown(name: string, numbers: pulumi.Input<unknown>): Promise<void> {
    if (!(await isUnknownInPreview(numbers))) return;
    const lines = [
      `The fleet "${name}" shows no numbers: they are not known yet.`,
      "Deployed numbers are shown as deleted, but `pulumi up` keeps those that",
      "are still in the fleet.",
    ];
    await pulumi.log.warn(lines.join("\n"), this);
  }

  #declare(name: string, args: ConversationalAutomationFleetArgs, known: FleetNumbers) {
    const { custSpaceId, onDelete, profiles } = args;
    requireNoMistakes({ ...args, name, numbers: known });
    const numbers = partsOf(args.numbers, known, byPhoneNumber);
    const declared = Object.keys(numbers).map((phoneNumber) => {
      const settings = settingsOf({ name, profiles, numbers }, phoneNumber);
      const child = { custSpaceId, phoneNumber, ...settings, onDelete };
      return [phoneNumber, new ConversationalAutomation(`${name}-${phoneNumber}`, child, { parent: this })] as const;
    });
    return Object.fromEntries(declared);
  }
}
