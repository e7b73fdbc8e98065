import * as ram from "@pulumi/alicloud/ram";
import * as pulumi from "@pulumi/pulumi";
import * as cams from "pulumi-cams";

// Both providers read alicloud:accessKey and alicloud:secretKey, or the environment.
const custSpaceId = new pulumi.Config("beside-alicloud").require("custSpaceId");

/** The user that deploys this stack from now on, with only the permissions that pulumi-cams needs. */
const deployer = new ram.User("whatsapp-deployer");

const policy = new ram.Policy("whatsapp-deployer", {
  policyName: "whatsapp-deployer",
  policyDocument: JSON.stringify({
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "cams:GetConversationalAutomation",
          "cams:UpdateConversationalAutomation",
          "cams:QueryChatappPhoneNumbers",
        ],
        Resource: "*",
      },
    ],
  }),
});

new ram.UserPolicyAttachment("whatsapp-deployer", {
  userName: deployer.name,
  policyName: policy.policyName,
  policyType: "Custom",
});

const support = new cams.ConversationalAutomation("support", {
  custSpaceId,
  phoneNumber: "8613000000001",
  prompts: ["Where is my order?", "Talk to a person"],
});

export const supportId = support.id;
