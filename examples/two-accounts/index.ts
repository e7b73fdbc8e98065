import * as pulumi from "@pulumi/pulumi";
import * as cams from "pulumi-cams";

const config = new pulumi.Config();

/** The provider of one account, with credentials and a pace of its own. */
function accountOf(name: string): cams.Provider {
  return new cams.Provider(name, {
    accessKey: config.requireSecret(`${name}AccessKey`),
    secretKey: config.requireSecret(`${name}SecretKey`),
    // Only for a local service. Pulumi does not pass the stack's `cams:endpoint` to an explicit provider.
    endpoint: config.get("endpoint"),
  });
}

const asia = new cams.ConversationalAutomation(
  "asia",
  { custSpaceId: "cams-asia", phoneNumber: "8613000000001", prompts: ["我的订单在哪里？"] },
  { provider: accountOf("asia") },
);

const europe = new cams.ConversationalAutomation(
  "europe",
  { custSpaceId: "cams-europe", phoneNumber: "4930000000", prompts: ["Wo ist meine Bestellung?"] },
  { provider: accountOf("europe") },
);

export const ids = [asia.id, europe.id];
