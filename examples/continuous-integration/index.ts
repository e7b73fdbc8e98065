import * as pulumi from "@pulumi/pulumi";
import * as cams from "pulumi-cams";

new cams.ConversationalAutomationFleet("support", {
  custSpaceId: new pulumi.Config("continuous-integration").require("custSpaceId"),
  profiles: { english: { prompts: ["Where is my order?", "Talk to a person"] } },
  numbers: { "442000000001": "english", "442000000002": "english" },
});
