/** The type of a number's resource. It is in every user's state and can never change. */
export const RESOURCE_TYPE = "pulumi-nodejs:dynamic/cams:ConversationalAutomation";

/** The type of a fleet. It is in users' states and in the URN of every resource of a fleet, and can never change. */
export const FLEET_TYPE = "cams:index:ConversationalAutomationFleet";
