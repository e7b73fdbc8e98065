/** The type of a number's resource. It is part of every user's state and can never change. */
export const RESOURCE_TYPE = "pulumi-nodejs:dynamic/cams:ConversationalAutomation";

/** The type of a fleet. It is part of users' state, and of the URN of every resource in a fleet; it can never change. */
export const FLEET_TYPE = "cams:index:ConversationalAutomationFleet";
