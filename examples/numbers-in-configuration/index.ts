import * as pulumi from "@pulumi/pulumi";
import * as cams from "pulumi-cams";

// Everything that changes is in Pulumi.<stack>.yaml.
const config = new pulumi.Config();

new cams.ConversationalAutomationFleet("support", {
  custSpaceId: config.require("custSpaceId"),
  profiles: config.requireObject("profiles"),
  numbers: config.requireObject("numbers"),
});
