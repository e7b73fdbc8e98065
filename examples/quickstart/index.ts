import * as pulumi from "@pulumi/pulumi";
import * as cams from "pulumi-cams";

const config = new pulumi.Config("quickstart");
const custSpaceId = config.require("custSpaceId");

const support = new cams.ConversationalAutomation("support", {
  custSpaceId,
  phoneNumber: "8613000000001",
  prompts: [config.require("firstPrompt"), "Talk to a person"],
  commands: [
    { commandName: "order", commandDescription: "Track an order" },
    { commandName: "return", commandDescription: "Send something back" },
  ],
});

const sales = new cams.ConversationalAutomation("sales", {
  custSpaceId,
  phoneNumber: "8613000000002",
  enableWelcomeMessage: true,
  prompts: ["Opening hours", "Find a shop"],
});

export const supportId = support.id;
export const salesPrompts = sales.prompts;
