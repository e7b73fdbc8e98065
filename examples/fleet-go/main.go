package main

import (
	"example.com/pulumi-cams/sdk/go/cams"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := cams.NewConversationalAutomationFleet(ctx, "support", &cams.ConversationalAutomationFleetArgs{
			CustSpaceId: pulumi.String(config.New(ctx, "").Require("custSpaceId")),
			Profiles: cams.ConversationalAutomationProfileMap{
				"english": cams.ConversationalAutomationProfileArgs{
					Prompts: prompts("Where is my order?", "Talk to a person"),
					Commands: cams.ConversationalAutomationCommandArray{
						command("order", "Track an order"),
						command("return", "Send something back"),
					},
				},
				"german": cams.ConversationalAutomationProfileArgs{
					Prompts: prompts("Wo ist meine Bestellung?", "Mit einem Menschen sprechen"),
					Commands: cams.ConversationalAutomationCommandArray{
						command("order", "Bestellung verfolgen"),
						command("return", "Etwas zurückschicken"),
					},
				},
				"chinese": cams.ConversationalAutomationProfileArgs{
					Prompts: prompts("我的订单在哪里？", "人工服务"),
				},
			},
			Numbers: cams.ConversationalAutomationFleetNumberMap{
				"442000000001":  number("english"),
				"442000000002":  number("english"),
				"4930000000":    number("german"),
				"4940000000":    number("german"),
				"8613000000001": number("chinese"),
				// Overrides only the prompts. The commands are the profile's.
				"8613000000002": number("english", "Opening hours", "Talk to a person"),
			},
		})
		return err
	})
}

func prompts(texts ...string) pulumi.StringArray {
	return pulumi.ToStringArray(texts)
}

func command(name, description string) cams.ConversationalAutomationCommandArgs {
	return cams.ConversationalAutomationCommandArgs{
		CommandName:        pulumi.String(name),
		CommandDescription: pulumi.String(description),
	}
}

// number has a profile and, if any are given, prompts of its own.
func number(profile string, own ...string) cams.ConversationalAutomationFleetNumberArgs {
	args := cams.ConversationalAutomationFleetNumberArgs{Profile: pulumi.String(profile)}
	if len(own) > 0 {
		args.Prompts = prompts(own...)
	}
	return args
}
