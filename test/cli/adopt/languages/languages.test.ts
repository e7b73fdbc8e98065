import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { visible } from "../../../../api/visible.js";
import { declare } from "../../../../cli/adopt/declarations.js";
import type { FoundNumber } from "../../../../cli/adopt/found-number.js";
import { LANGUAGE_NAMES, type LanguageName } from "../../../../cli/adopt/languages/language-name.js";
import { LANGUAGES } from "../../../../cli/adopt/languages/languages.js";
import { writeProgram } from "../../../../cli/adopt/program.js";
import { root } from "../../../support/engine.js";
import { CHINESE, ENGLISH, found, ORDER } from "../found-numbers.js";
import { declaredBy } from "./run-program.js";

// A first compilation in Go takes some seconds.
jest.setTimeout(120_000);

const HEADING = { custSpaceId: "cams-1", readAt: new Date("2026-03-01T09:05:59Z"), next: ["Next."] };

function program(language: LanguageName, ...numbers: FoundNumber[]): string {
  return writeProgram(declare(numbers), HEADING, LANGUAGES[language].write);
}

const SMALL = [
  ...["8613000000001", "8613000000002"].map((number) => found(number, { ...ENGLISH, enableWelcomeMessage: true })),
  ...["33123456001", "33123456002"].map((number) => found(number)),
  found("4930000000", { ...ENGLISH, prompts: [] }),
  found("15550000001", { enableWelcomeMessage: true, prompts: ["🎉"] }, "ACME"),
];

/** What could be taken for something else in one of the languages, and what cannot be seen. */
const HOSTILE = [
  ...[
    '"',
    "'",
    "\\",
    '"""',
    "`",
    "\\n",
    "\\u0041",
    "%s {x} #{x}",
    "$",
    "$$",
    "${x}",
    "$${x}",
    "$$${x}",
    "${custSpaceId}",
  ],
  ...["", " ", "y", "no", "on", "null", "~", "0123", "1e3", "2026-01-01", "- a", "a: b", "# a", "*a", "&a", "!a", "%a"],
  ...["\n", "\r\n", "\t", "\0", "\u0007\b\f\v\u001b", "\u007f\u0085\u009b\u00a0\u00ad", "\u2028\u2029", "\ufeff\ufffe"],
  ...["\u202e\u2066 שלום", "می\u200cخواهم", "👨\u200d👩\u200d👧🏽", "𝒳", "\u{e0020}\u{10ffff}", "我的订单在哪里?"],
];

describe.each(LANGUAGE_NAMES)("the program in %s", (language) => {
  it("declares what was found", () => {
    const commands = [ORDER];
    const overrides = { profile: "order", enableWelcomeMessage: false, prompts: [] };
    const profiles = {
      order: { enableWelcomeMessage: true, prompts: ENGLISH.prompts, commands },
      none: {},
    };
    const withProfile = (profile: string) => (language === "typescript" ? profile : { profile });
    const numbers = {
      "33123456001": withProfile("none"),
      "33123456002": withProfile("none"),
      "4930000000": overrides,
      "8613000000001": withProfile("order"),
      "8613000000002": withProfile("order"),
    };
    const acme = { phoneNumber: "15550000001", enableWelcomeMessage: true, prompts: ["🎉"] };
    expect(declaredBy[language](program(language, ...SMALL))).toEqual([
      ["ConversationalAutomationFleet", "cams-1", { custSpaceId: "cams-1", profiles, numbers }],
      ["ConversationalAutomation", "acme-15550000001", { custSpaceId: "cams-1", ...acme }],
    ]);
  });

  it("keeps every text as it is, and contains no character that cannot be seen", () => {
    const settings = {
      prompts: HOSTILE,
      commands: [{ commandName: "${a}", commandDescription: "\u{1f3f4}\u{e0067}" }],
    };
    const text = program(language, found("100001", settings));
    const lines = text.split(/[\n\t]/);
    expect(lines.map(visible)).toEqual(lines);
    expect(declaredBy[language](text)).toEqual([
      ["ConversationalAutomation", "100001", { custSpaceId: "cams-1", phoneNumber: "100001", ...settings }],
    ]);
  });
});

describe.each(["python", "go", "yaml"] as const)("the program in %s", (language) => {
  it("has a sign in the place of half a surrogate pair, which no language but JavaScript can write", () => {
    expect(declaredBy[language](program(language, found("100001", { prompts: ["a\ud800b"] })))).toMatchObject([
      ["ConversationalAutomation", "100001", { prompts: ["a\ufffdb"] }],
    ]);
  });

  it("names profiles that YAML would take for booleans", () => {
    const numbers = ["100001", "100002"].map((number) => found(number, CHINESE, "No"));
    expect(declaredBy[language](program(language, ...numbers))).toMatchObject([
      ["ConversationalAutomationFleet", "cams-1", { profiles: { no: CHINESE } }],
    ]);
  });
});

it("the Go program imports what `pulumi package add` generates from the schema", () => {
  const schema = JSON.parse(readFileSync(join(root, "plugin", "schema.json"), "utf8")) as Record<string, unknown>;
  // With another of these, `ExtractImportBasePath` returns another path.
  expect(schema).toMatchObject({ name: "cams", meta: { supportPack: true } });
  for (const name of ["namespace", "repository"]) expect(schema).not.toHaveProperty(name);
});

it("writes Python as a person would", () => {
  expect(program("python", ...SMALL)).toBe(`# Space cams-1 as of 2026-03-01 09:05 UTC: 6 numbers.
# Generated by \`pulumi-cams adopt\`.
#
# Next.

import pulumi_cams as cams

cust_space_id = "cams-1"

cams.ConversationalAutomationFleet(
    "cams-1",
    cust_space_id=cust_space_id,
    profiles={
        "none": cams.ConversationalAutomationProfileArgs(),
        "order": cams.ConversationalAutomationProfileArgs(
            enable_welcome_message=True,
            prompts=[
                "Where is my order?",
            ],
            commands=[
                cams.ConversationalAutomationCommandArgs(
                    command_name="order",
                    command_description="Track an order",
                ),
            ],
        ),
    },
    numbers={
        "33123456001": cams.ConversationalAutomationFleetNumberArgs(profile="none"),
        "33123456002": cams.ConversationalAutomationFleetNumberArgs(profile="none"),
        "4930000000": cams.ConversationalAutomationFleetNumberArgs(
            profile="order",
            enable_welcome_message=False,
            prompts=[],
        ),
        "8613000000001": cams.ConversationalAutomationFleetNumberArgs(profile="order"),
        "8613000000002": cams.ConversationalAutomationFleetNumberArgs(profile="order"),
    },
)

# \`pulumi up\` rejects this: prompts[0]: Expected text without emoji, which WhatsApp does not support here, found one at character 1.
cams.ConversationalAutomation(
    "acme-15550000001",
    cust_space_id=cust_space_id,
    phone_number="15550000001",
    enable_welcome_message=True,
    prompts=[
        "🎉",
    ],
)
`);
});

it("writes Go as a person would", () => {
  expect(program("go", ...SMALL)).toBe(`// Space cams-1 as of 2026-03-01 09:05 UTC: 6 numbers.
// Generated by \`pulumi-cams adopt\`.
//
// Next.

package main

import (
	"example.com/pulumi-cams/sdk/go/cams"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

const custSpaceId = "cams-1"

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		if _, err := cams.NewConversationalAutomationFleet(ctx, "cams-1", &cams.ConversationalAutomationFleetArgs{
			CustSpaceId: pulumi.String(custSpaceId),
			Profiles: cams.ConversationalAutomationProfileMap{
				"none": cams.ConversationalAutomationProfileArgs{},
				"order": cams.ConversationalAutomationProfileArgs{
					EnableWelcomeMessage: pulumi.Bool(true),
					Prompts: pulumi.StringArray{
						pulumi.String("Where is my order?"),
					},
					Commands: cams.ConversationalAutomationCommandArray{
						cams.ConversationalAutomationCommandArgs{
							CommandName:        pulumi.String("order"),
							CommandDescription: pulumi.String("Track an order"),
						},
					},
				},
			},
			Numbers: cams.ConversationalAutomationFleetNumberMap{
				"33123456001": cams.ConversationalAutomationFleetNumberArgs{Profile: pulumi.String("none")},
				"33123456002": cams.ConversationalAutomationFleetNumberArgs{Profile: pulumi.String("none")},
				"4930000000": cams.ConversationalAutomationFleetNumberArgs{
					Profile:              pulumi.String("order"),
					EnableWelcomeMessage: pulumi.Bool(false),
					Prompts:              pulumi.StringArray{},
				},
				"8613000000001": cams.ConversationalAutomationFleetNumberArgs{Profile: pulumi.String("order")},
				"8613000000002": cams.ConversationalAutomationFleetNumberArgs{Profile: pulumi.String("order")},
			},
		}); err != nil {
			return err
		}
		// \`pulumi up\` rejects this: prompts[0]: Expected text without emoji, which WhatsApp does not support here, found one at character 1.
		if _, err := cams.NewConversationalAutomation(ctx, "acme-15550000001", &cams.ConversationalAutomationArgs{
			CustSpaceId:          pulumi.String(custSpaceId),
			PhoneNumber:          pulumi.String("15550000001"),
			EnableWelcomeMessage: pulumi.Bool(true),
			Prompts: pulumi.StringArray{
				pulumi.String("🎉"),
			},
		}); err != nil {
			return err
		}
		return nil
	})
}
`);
});

it("writes YAML as a person would", () => {
  expect(program("yaml", ...SMALL)).toBe(`# Space cams-1 as of 2026-03-01 09:05 UTC: 6 numbers.
# Generated by \`pulumi-cams adopt\`.
#
# Next.

variables:
  custSpaceId: "cams-1"

resources:
  "cams-1":
    type: cams:ConversationalAutomationFleet
    properties:
      custSpaceId: \${custSpaceId}
      profiles:
        "none": {}
        "order":
          enableWelcomeMessage: true
          prompts:
            - "Where is my order?"
          commands:
            - commandName: "order"
              commandDescription: "Track an order"
      numbers:
        "33123456001": { profile: "none" }
        "33123456002": { profile: "none" }
        "4930000000":
          profile: "order"
          enableWelcomeMessage: false
          prompts: []
        "8613000000001": { profile: "order" }
        "8613000000002": { profile: "order" }

  # \`pulumi up\` rejects this: prompts[0]: Expected text without emoji, which WhatsApp does not support here, found one at character 1.
  "acme-15550000001":
    type: cams:ConversationalAutomation
    properties:
      custSpaceId: \${custSpaceId}
      phoneNumber: "15550000001"
      enableWelcomeMessage: true
      prompts:
        - "🎉"
`);
});
