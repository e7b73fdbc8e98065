package main

import (
	"example.com/pulumi-cams/sdk/go/cams"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		conf := config.New(ctx, "")
		custSpaceID := pulumi.String(conf.Require("custSpaceId"))

		support, err := cams.NewConversationalAutomation(ctx, "support", &cams.ConversationalAutomationArgs{
			CustSpaceId: custSpaceID,
			PhoneNumber: pulumi.String("8613000000001"),
			Prompts:     pulumi.ToStringArray([]string{conf.Require("firstPrompt"), "Talk to a person"}),
			Commands: cams.ConversationalAutomationCommandArray{
				cams.ConversationalAutomationCommandArgs{
					CommandName:        pulumi.String("order"),
					CommandDescription: pulumi.String("Track an order"),
				},
				cams.ConversationalAutomationCommandArgs{
					CommandName:        pulumi.String("return"),
					CommandDescription: pulumi.String("Send something back"),
				},
			},
		})
		if err != nil {
			return err
		}

		sales, err := cams.NewConversationalAutomation(ctx, "sales", &cams.ConversationalAutomationArgs{
			CustSpaceId:          custSpaceID,
			PhoneNumber:          pulumi.String("8613000000002"),
			EnableWelcomeMessage: pulumi.Bool(true),
			Prompts:              pulumi.ToStringArray([]string{"Opening hours", "Find a shop"}),
		})
		if err != nil {
			return err
		}

		ctx.Export("supportId", support.ID())
		ctx.Export("salesPrompts", sales.Prompts)
		return nil
	})
}
