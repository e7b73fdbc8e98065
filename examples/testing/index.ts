import * as pulumi from "@pulumi/pulumi";
import * as cams from "pulumi-cams";

const custSpaceId = new pulumi.Config("testing").require("custSpaceId");

export const support = new cams.ConversationalAutomationFleet("support", {
  custSpaceId,
  profiles: {
    english: { prompts: ["Where is my order?", "Talk to a person"] },
    german: { prompts: ["Wo ist meine Bestellung?", "Mit einem Menschen sprechen"] },
  },
  numbers: { "442000000001": "english", "4930000000": "german" },
});

export const sales = new cams.ConversationalAutomation("sales", {
  custSpaceId,
  phoneNumber: "442000000002",
  prompts: ["Opening hours"],
});
