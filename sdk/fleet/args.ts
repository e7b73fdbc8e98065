import type * as pulumi from "@pulumi/pulumi";
import type {
  ConversationalAutomationCommandArgs,
  ConversationalAutomationOnDelete,
} from "../conversational-automation.js";

/** Settings that many numbers share, for instance those of a language. Settings left out are empty, or off. */
export interface ConversationalAutomationProfileArgs {
  /** Whether you are notified when a customer first opens a chat. Meta documented it as not functioning as intended. */
  enableWelcomeMessage?: pulumi.Input<boolean | undefined> | undefined;
  /** At most 4 prompts, each 1 to 80 characters, no emoji. Order is meaningful. */
  prompts?: pulumi.Input<pulumi.Input<string>[] | undefined> | undefined;
  /** At most 30 commands, with unique names. Order is meaningful. */
  commands?: pulumi.Input<pulumi.Input<ConversationalAutomationCommandArgs>[] | undefined> | undefined;
}

/**
 * One number of a fleet: its profile, and overrides. An override replaces the profile's whole setting; settings left out
 * are the profile's.
 */
export interface ConversationalAutomationFleetNumberArgs extends ConversationalAutomationProfileArgs {
  /** Name of one of the fleet's profiles. */
  profile: pulumi.Input<string>;
}

/** One number of a fleet in a list, such as `numbersFromCsv` reads from a spreadsheet. */
export interface ConversationalAutomationFleetListedNumberArgs extends ConversationalAutomationFleetNumberArgs {
  /** The business phone number: digits with the country code. */
  phoneNumber: string;
  /** The line of a file from which the number comes, for messages about it. */
  line?: number | undefined;
}

/** The numbers of one space, and their profiles. */
export interface ConversationalAutomationFleetArgs {
  /**
   * Space of all numbers: the space id of an ISV's sub-customer, or the instance id of a direct customer. Changing it
   * replaces every number's resource.
   */
  custSpaceId: pulumi.Input<string>;
  /** Settings, by a name of your choice. Changing a profile updates the numbers that have it, and no others. */
  profiles: pulumi.Input<Record<string, pulumi.Input<ConversationalAutomationProfileArgs>>>;
  /**
   * The numbers, by phone number (digits with the country code): the name of a profile, or a profile with overrides. Or
   * a list of numbers with their profiles, such as `numbersFromCsv` returns. Adding or removing a number touches no
   * other.
   *
   * If the numbers are an output that a preview does not know, the preview warns, and shows those already deployed as
   * deleted. Prefer numbers that are known, with values that are outputs.
   */
  numbers: pulumi.Input<
    | Record<string, pulumi.Input<string | ConversationalAutomationFleetNumberArgs>>
    | ConversationalAutomationFleetListedNumberArgs[]
  >;
  /**
   * What happens to a number's settings when it leaves the fleet, or the fleet leaves the stack. The value of the last
   * `pulumi up` counts.
   *
   * @default "reset"
   */
  onDelete?: pulumi.Input<ConversationalAutomationOnDelete | undefined> | undefined;
}
