import { describe, expect, it } from "@jest/globals";
import { LANGUAGES, writeProgram, type Language } from "../support/languages.js";
import { onStack } from "../support/stack.js";

/** One number, as a person would write it. */
const PROGRAMS: Record<Language, string> = {
  yaml: `resources:
  support:
    type: cams:ConversationalAutomation
    properties:
      custSpaceId: cams-space
      phoneNumber: "8613000000001"
      prompts:
        - Where is my order?
      commands:
        - commandName: order
          commandDescription: Track an order
outputs:
  id: \${support.id}
`,
  python: `import pulumi
import pulumi_cams as cams

support = cams.ConversationalAutomation(
    "support",
    cust_space_id="cams-space",
    phone_number="8613000000001",
    prompts=["Where is my order?"],
    commands=[{"command_name": "order", "command_description": "Track an order"}],
)

pulumi.export("id", support.id)
`,
  go: `package main

import (
	"example.com/pulumi-cams/sdk/go/cams"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		support, err := cams.NewConversationalAutomation(ctx, "support", &cams.ConversationalAutomationArgs{
			CustSpaceId: pulumi.String("cams-space"),
			PhoneNumber: pulumi.String("8613000000001"),
			Prompts:     pulumi.ToStringArray([]string{"Where is my order?"}),
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
		ctx.Export("id", support.ID())
		return nil
	})
}
`,
};

describe("a program in another language", () => {
  it.each(LANGUAGES)("in %s knows the id in the preview, makes no call when nothing changed, and resets", (language) =>
    onStack(
      async ({ project, emulator, calls }) => {
        writeProgram(project, language, PROGRAMS[language]);
        expect(await project.preview()).toContain('id: "cams-space/8613000000001"');
        expect(calls()).toEqual([]);

        await project.up();
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
        expect(emulator.numbers()).toMatchObject([
          {
            prompts: ["Where is my order?"],
            commands: [{ commandName: "order", commandDescription: "Track an order" }],
          },
        ]);

        expect(await project.up()).toContain("2 unchanged");
        expect(calls()).toEqual([]);

        await project.destroy();
        expect(emulator.numbers()).toMatchObject([{ prompts: [], commands: [] }]);
      },
      { language },
    ),
  );
});
