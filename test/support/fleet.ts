/**
 * A module for a program, `cams.ts`, with what the package exports and a fleet: a component with the type and the
 * children that a fleet's program relies on.
 */
export const WITH_FLEET = `
import * as pulumi from "@pulumi/pulumi";
import { ConversationalAutomation } from "pulumi-cams";
import type { ConversationalAutomationArgs } from "pulumi-cams";

export * from "pulumi-cams";

type SettingsArgs = Pick<ConversationalAutomationArgs, "enableWelcomeMessage" | "prompts" | "commands">;

interface FleetArgs {
  custSpaceId: string;
  profiles: { [name: string]: SettingsArgs };
  numbers: { [phoneNumber: string]: string | ({ profile: string } & SettingsArgs) };
}

export class ConversationalAutomationFleet extends pulumi.ComponentResource {
  constructor(name: string, { custSpaceId, profiles, numbers }: FleetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cams:index:ConversationalAutomationFleet", name, {}, opts);
    for (const phoneNumber of Object.keys(numbers)) {
      const value = numbers[phoneNumber]!;
      const { profile, ...overrides } = typeof value === "string" ? { profile: value } : value;
      const settings = { ...profiles[profile], ...overrides };
      new ConversationalAutomation(name + "-" + phoneNumber, { custSpaceId, phoneNumber, ...settings }, { parent: this });
    }
    this.registerOutputs({});
  }
}
`;

/** A program of `pulumi-cams adopt` that takes the fleet from there. */
export function withFleet(program: string): string {
  return program.replace('from "pulumi-cams"', 'from "./cams"');
}
