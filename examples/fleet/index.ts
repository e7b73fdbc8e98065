import * as pulumi from "@pulumi/pulumi";
import * as cams from "pulumi-cams";

const config = new pulumi.Config("fleet");

new cams.ConversationalAutomationFleet("support", {
  custSpaceId: config.require("custSpaceId"),
  profiles: {
    english: {
      prompts: ["Where is my order?", "Talk to a person"],
      commands: [
        { commandName: "order", commandDescription: "Track an order" },
        { commandName: "return", commandDescription: "Send something back" },
      ],
    },
    german: {
      prompts: ["Wo ist meine Bestellung?", "Mit einem Menschen sprechen"],
      commands: [
        { commandName: "order", commandDescription: "Bestellung verfolgen" },
        { commandName: "return", commandDescription: "Etwas zurückschicken" },
      ],
    },
    chinese: { prompts: ["我的订单在哪里？", "人工服务"] },
  },
  numbers: {
    "442000000001": "english",
    "442000000002": "english",
    "4930000000": "german",
    "4940000000": "german",
    "8613000000001": "chinese",
    // Overrides only the prompts. The commands are the profile's.
    "8613000000002": { profile: "english", prompts: ["Opening hours", "Talk to a person"] },
  },
});
