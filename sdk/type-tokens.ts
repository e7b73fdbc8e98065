/**
 * The type of a number's resource. It is in every user's state and can never change. The engine finds the provider by the
 * first part. The others are short, since Pulumi's display shows the type on every line.
 */
export const RESOURCE_TYPE = "pulumi-nodejs:cams:ConversationalAutomation";

/** The type of the same resource in states from before the first release: what Pulumi gives to dynamic resources. */
export const EARLIER_RESOURCE_TYPE = "pulumi-nodejs:dynamic/cams:ConversationalAutomation";

/** The type of the same resource when the plugin manages it. It is in users' states and can never change either. */
export const NATIVE_TYPE = "cams:index:ConversationalAutomation";

/** The type of a fleet. It is in users' states and in the URN of every resource of a fleet, and can never change. */
export const FLEET_TYPE = "cams:index:ConversationalAutomationFleet";
