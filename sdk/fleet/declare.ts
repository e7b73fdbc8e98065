import * as pulumi from "@pulumi/pulumi";
import type { ConversationalAutomationArgs } from "../conversational-automation.js";
import type { ConversationalAutomationFleetArgs } from "./args.js";
import { requireNoMistakes } from "./mistakes.js";
import { byPhoneNumber, type FleetNumbers } from "./numbers.js";
import { settingsOf } from "./settings.js";
import { isUnknownInPreview, later, partsOf } from "../later.js";
import { requireProperties } from "../properties.js";

/** Declares the numbers of a fleet, whatever their type, and returns them by phone number. */
export function declareFleet<T>(
  fleet: pulumi.ComponentResource,
  name: string,
  args: ConversationalAutomationFleetArgs,
  declare: (name: string, args: ConversationalAutomationArgs) => T,
): pulumi.Output<Record<string, T>> {
  requireProperties(args, ["custSpaceId", "profiles", "numbers", "onDelete"], `The fleet "${name}"`);
  void warnIfUnknown(fleet, name, args.numbers);
  const declared = later<FleetNumbers, Record<string, T>>(args.numbers, (known) => {
    const { custSpaceId, onDelete, profiles } = args;
    requireNoMistakes({ ...args, name, numbers: known });
    const numbers = partsOf(args.numbers, known, byPhoneNumber);
    const resources = Object.keys(numbers).map((phoneNumber) => {
      const settings = settingsOf({ name, profiles, numbers }, phoneNumber);
      return [phoneNumber, declare(`${name}-${phoneNumber}`, { custSpaceId, phoneNumber, ...settings, onDelete })];
    });
    return Object.fromEntries(resources) as Record<string, T>;
  });
  return pulumi.output(declared) as pulumi.Output<Record<string, T>>;
}

/** The ids of a fleet's numbers, by phone number. */
export function idsOf(
  automations: pulumi.Output<Record<string, pulumi.CustomResource>>,
): pulumi.Output<Record<string, string>> {
  return automations.apply((each) =>
    pulumi.output(Object.fromEntries(Object.entries(each).map(([number, { id }]) => [number, id]))),
  );
}

async function warnIfUnknown(
  fleet: pulumi.ComponentResource,
  name: string,
  numbers: pulumi.Input<unknown>,
): Promise<void> {
  if (!(await isUnknownInPreview(numbers))) return;
  const lines = [
    `The fleet "${name}" shows no numbers: they are not known yet.`,
    "Deployed numbers are shown as deleted, but `pulumi up` keeps those that",
    "are still in the fleet.",
  ];
  await pulumi.log.warn(lines.join("\n"), fleet);
}
