import type { Language } from "./languages.js";

/**
 * Two numbers and a fleet of three, a number of another account whose prompt is not known in a preview, and a number that
 * the stack only reads, as a person would write them in each language. What changes in their lives is in the stack's
 * configuration: Go compiles each other program anew.
 */
export const LIFE_PROGRAMS: Record<Language, string> = {
  yaml: `config:
  prompt: { type: string }
  greeting: { type: string }
  secretPrompt: { type: string, secret: true }
  otherEndpoint: { type: string }
  otherAccessKey: { type: string, secret: true }
  otherSecretKey: { type: string, secret: true }

resources:
  support:
    type: cams:ConversationalAutomation
    properties:
      custSpaceId: cams-space
      phoneNumber: "8613000000001"
      prompts: ["\${prompt}"]
      commands:
        - commandName: order
          commandDescription: Track an order
  sales:
    type: cams:ConversationalAutomation
    properties:
      custSpaceId: cams-space
      phoneNumber: "8613000000002"
      prompts: ["\${secretPrompt}"]
  fleet:
    type: cams:ConversationalAutomationFleet
    properties:
      custSpaceId: cams-space
      profiles:
        english: { prompts: ["\${greeting}"] }
        none: {}
      numbers:
        "8613000000011": { profile: english }
        "8613000000012": { profile: english, enableWelcomeMessage: true }
        "8613000000013": { profile: none }
  other:
    type: pulumi:providers:cams
    properties:
      endpoint: \${otherEndpoint}
      accessKey: \${otherAccessKey}
      secretKey: \${otherSecretKey}
  abroad:
    type: cams:ConversationalAutomation
    properties:
      custSpaceId: cams-other
      phoneNumber: "4930000000"
      prompts: ["\${support.requestId}"]
    options:
      provider: \${other}
  found:
    type: cams:ConversationalAutomation
    get:
      id: cams-space/8613000000099

outputs:
  id: \${support.id}
  ids: \${fleet.ids}
  found: \${found.prompts}
`,

  python: `import pulumi
import pulumi_cams as cams

config = pulumi.Config()

support = cams.ConversationalAutomation(
    "support",
    cust_space_id="cams-space",
    phone_number="8613000000001",
    prompts=[config.require("prompt")],
    commands=[{"command_name": "order", "command_description": "Track an order"}],
)

cams.ConversationalAutomation(
    config.require("name"),
    cust_space_id="cams-space",
    phone_number="8613000000002",
    prompts=[config.require_secret("secretPrompt")],
)

fleet = cams.ConversationalAutomationFleet(
    "fleet",
    cust_space_id="cams-space",
    profiles={"english": {"prompts": [config.require("greeting")]}, "none": {}},
    numbers={
        "8613000000011": {"profile": "english"},
        "8613000000012": {"profile": "english", "enable_welcome_message": True},
        "8613000000013": cams.ConversationalAutomationFleetNumberArgs(profile="none"),
    },
)

other = cams.Provider(
    "other",
    endpoint=config.require("otherEndpoint"),
    access_key=config.require_secret("otherAccessKey"),
    secret_key=config.require_secret("otherSecretKey"),
)

cams.ConversationalAutomation(
    "abroad",
    cust_space_id="cams-other",
    phone_number="4930000000",
    prompts=[support.request_id],
    opts=pulumi.ResourceOptions(provider=other),
)

found = cams.ConversationalAutomation.get("found", "cams-space/8613000000099")

pulumi.export("id", support.id)
pulumi.export("ids", fleet.ids)
pulumi.export("found", found.prompts)
`,

  go: `package main

import (
	"example.com/pulumi-cams/sdk/go/cams"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")

		support, err := cams.NewConversationalAutomation(ctx, "support", &cams.ConversationalAutomationArgs{
			CustSpaceId: pulumi.String("cams-space"),
			PhoneNumber: pulumi.String("8613000000001"),
			Prompts:     pulumi.StringArray{pulumi.String(cfg.Require("prompt"))},
			Commands: cams.ConversationalAutomationCommandArray{
				cams.ConversationalAutomationCommandArgs{
					CommandName:        pulumi.String("order"),
					CommandDescription: pulumi.String("Track an order"),
				},
			},
		})
		if err != nil {
			return err
		}

		if _, err := cams.NewConversationalAutomation(ctx, cfg.Require("name"), &cams.ConversationalAutomationArgs{
			CustSpaceId: pulumi.String("cams-space"),
			PhoneNumber: pulumi.String("8613000000002"),
			Prompts:     pulumi.StringArray{cfg.RequireSecret("secretPrompt")},
		}); err != nil {
			return err
		}

		fleet, err := cams.NewConversationalAutomationFleet(ctx, "fleet", &cams.ConversationalAutomationFleetArgs{
			CustSpaceId: pulumi.String("cams-space"),
			Profiles: cams.ConversationalAutomationProfileMap{
				"english": cams.ConversationalAutomationProfileArgs{
					Prompts: pulumi.StringArray{pulumi.String(cfg.Require("greeting"))},
				},
				"none": cams.ConversationalAutomationProfileArgs{},
			},
			Numbers: cams.ConversationalAutomationFleetNumberMap{
				"8613000000011": cams.ConversationalAutomationFleetNumberArgs{Profile: pulumi.String("english")},
				"8613000000012": cams.ConversationalAutomationFleetNumberArgs{
					Profile:              pulumi.String("english"),
					EnableWelcomeMessage: pulumi.Bool(true),
				},
				"8613000000013": cams.ConversationalAutomationFleetNumberArgs{Profile: pulumi.String("none")},
			},
		})
		if err != nil {
			return err
		}

		other, err := cams.NewProvider(ctx, "other", &cams.ProviderArgs{
			Endpoint:  pulumi.String(cfg.Require("otherEndpoint")),
			AccessKey: cfg.RequireSecret("otherAccessKey"),
			SecretKey: cfg.RequireSecret("otherSecretKey"),
		})
		if err != nil {
			return err
		}

		if _, err := cams.NewConversationalAutomation(ctx, "abroad", &cams.ConversationalAutomationArgs{
			CustSpaceId: pulumi.String("cams-other"),
			PhoneNumber: pulumi.String("4930000000"),
			Prompts:     pulumi.StringArray{support.RequestId},
		}, pulumi.Provider(other)); err != nil {
			return err
		}

		found, err := cams.GetConversationalAutomation(ctx, "found", pulumi.ID("cams-space/8613000000099"), nil)
		if err != nil {
			return err
		}

		ctx.Export("id", support.ID())
		ctx.Export("ids", fleet.Ids)
		ctx.Export("found", found.Prompts)
		return nil
	})
}
`,
};
