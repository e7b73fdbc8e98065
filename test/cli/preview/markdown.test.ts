import { describe, expect, it } from "@jest/globals";
import { MOST_CHARACTERS, writeMarkdown } from "../../../cli/preview/markdown.js";
import { changesOf, properties, SECRET, stepOf, UNKNOWN, update } from "../../support/preview-document.js";

/** What is neither in a fence nor a comment: whatever a host takes for Markdown or HTML. */
function outsideOfFences(markdown: string): string {
  return markdown.replace(/^(`{3,})\w+\n[^]*?^\1$/gm, "").replace(/^<!-- .* -->$/m, "");
}

function markdownOf(...steps: object[]): string {
  return writeMarkdown(changesOf(steps), MOST_CHARACTERS);
}

describe("the Markdown of a preview", () => {
  it("begins with a comment that names the stack, then counts in words, then each distinct change", () => {
    const commands = (commandDescription: string) => [{ commandName: "order", commandDescription }];
    const fleet = [1, 2, 3, 4, 5, 6].map((digits) =>
      update(`support-${digits}`, digits, { prompts: ["A", "B"] }, { prompts: ["B", "C"] }, { fleet: "support" }),
    );
    const steps = [
      ...fleet,
      update("one", 7, { commands: commands("x") }, { commands: commands("y"), enableWelcomeMessage: true }),
      stepOf("same", "two", { before: properties(8), after: properties(8) }),
      { op: "create", urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::new" },
    ];
    expect(markdownOf(...steps)).toBe(`<!-- pulumi-cams preview: shop/dev -->

### Preview of the stack \`dev\`

**7 numbers change:** 7 updated. 1 number unchanged. 1 change of other resources, not shown here.

<details open>
<summary>~ Update: 6 numbers; prompts: 1 new, 1 gone</summary>

\`\`\`diff
@@ 6 numbers of the fleet support, space cams-1 @@
  8613000000001, 8613000000002, 8613000000003, 8613000000004, 8613000000005
  8613000000006
  prompts
-   A
    B
+   C
\`\`\`

</details>

<details open>
<summary>~ Update: 8613000000007; welcome message: switched on; commands: 1 changed</summary>

\`\`\`diff
@@ 8613000000007 one, space cams-1 @@
  welcome message
-   off
+   on
  commands
-   /order: x
+   /order: y
\`\`\`

</details>

Before is what the stack's state has. A change by hand since the last update or refresh is not in it: \`pulumi-cams diff\` finds it.
`);
  });

  it("says what cannot be shown with a sign that no text can have", () => {
    const created = { prompts: ["Known", UNKNOWN, " ! after: nothing"], commands: SECRET };
    const markdown = markdownOf(
      stepOf("create", "a", { after: properties(1, created) }),
      stepOf("delete", "b", { before: properties(2, { onDelete: "restore" }) }),
      update(
        "c",
        3,
        { commands: [{ commandName: "a", commandDescription: "b" }] },
        { commands: [{ commandName: "a", commandDescription: UNKNOWN }] },
      ),
    );
    expect(markdown).toContain(`! before: not read in a preview: the update reads it first
  welcome message
+   off
  prompts
+   Known
+ ! not known before the update
+    ! after: nothing
  commands
+ ! a secret, which a preview does not show
`);
    expect(markdown).toContain("  commands: none\n! after: what the number had before this stack, a secret\n");
    expect(markdown).toContain("-   /a: b\n+   /a: … ! not known before the update\n");
  });

  it("has problems before changes, and says that a failed preview is incomplete", () => {
    const diagnostics = [{ severity: "error", message: "error: One.\n  Two ``` lines.\n" }];
    const markdown = writeMarkdown(
      changesOf([stepOf("create", "a", { after: properties(1) })], { diagnostics }),
      MOST_CHARACTERS,
    );
    expect(markdown).toContain(`**At least 1 number changes:** 1 created.

#### At least 1 error

The preview failed, so it is incomplete: Pulumi stops at a mistake, and there may be more problems and other changes.

\`\`\`\`text
Error: One.
  Two \`\`\` lines.
\`\`\`\`

<details open>`);
  });

  const HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</details></summary>",
    "````",
    "```\n</details>\n# Heading\n- [x](javascript:1)",
    "@someone #1 **bold**",
    "\u202egnitset \u2066\u061c\u200b",
    "-->",
    "@@ -1 +1 @@",
  ];

  it("keeps markup, backticks, line breaks and bidirectional controls in fences, as text of one line", () => {
    const steps = HOSTILE.flatMap((text, index) => [
      update(
        text,
        10 + index,
        { prompts: [text] },
        { prompts: ["x"], commands: [{ commandName: text, commandDescription: text }] },
      ),
      stepOf("create", `${text}2`, {
        after: properties(30 + index, { phoneNumber: text, custSpaceId: text }),
        fleet: text,
      }),
    ]);
    const diagnostics = HOSTILE.map((message) => ({
      severity: "warning",
      message,
      urn: `urn:pulumi:dev::shop::t::${message}`,
    }));
    const markdown = writeMarkdown(changesOf(steps, { diagnostics }), MOST_CHARACTERS);
    const outside = outsideOfFences(markdown).replace(/^<(details( open)?|summary|\/details)>|<\/summary>$/gm, "");
    expect(outside).not.toMatch(/[<>@]|[^ -~\n−±]|javascript|Heading|\*\*bold/);
    // eslint-disable-next-line no-control-regex -- Controls are what must not be there.
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u061c\u200b\u202a-\u202e\u2066-\u2069]/);
    expect(markdown).toContain("-   \\u202egnitset \\u2066\\u061c\\u200b\n");
    expect(markdown).toContain("-   ```\\u000a</details>\\u000a# Heading\\u000a- [x](javascript:1)\n");
  });

  it("cannot be given another stack's comment by a name", () => {
    const stack = "dev --> <!-- pulumi-cams preview: shop/prod -->";
    const step = {
      ...stepOf("create", "a", { after: properties(1) }),
      urn: `urn:pulumi:${stack}::shop::pulumi-nodejs:cams:ConversationalAutomation::a`,
    };
    expect(markdownOf(step).split("\n").slice(0, 3)).toEqual([
      "<!-- pulumi-cams preview: shop/dev-pulumi-cams-preview-shop-prod- -->",
      "",
      "### Preview",
    ]);
  });

  it.each([
    ["GitHub", "a", MOST_CHARACTERS, 65_536],
    ["GitHub, in Chinese", "人", MOST_CHARACTERS, 65_536],
    ["Bitbucket", "a", 32_000, 32_768],
  ])("of 1,000 numbers is within the limits of %s, and ends with a whole entry", (_, letter, most, limit) => {
    const steps = Array.from({ length: 1000 }, (_, index) => {
      const commands = Array.from({ length: 30 }, (_, nth) => ({
        commandName: `c${nth}`,
        commandDescription: `${index}${letter.repeat(250)}`,
      }));
      return update(`n${index}`, index, {}, { prompts: [`${index}`], commands });
    });
    const markdown = writeMarkdown(changesOf(steps), most);
    expect(markdown.length).toBeLessThan(limit);
    expect(markdown.length).toBeGreaterThan(most - 12_000);
    expect(Buffer.byteLength(markdown)).toBeLessThan(200_000);
    const [, left = ""] =
      /^And (\d+) more distinct changes: see the HTML file of this preview\.$/m.exec(markdown) ?? [];
    expect(markdown.match(/^<details/gm)?.length).toBe(1000 - Number(left));
    expect(markdown.match(/^<\/details>$/gm)?.length).toBe(1000 - Number(left));
    expect(markdown.match(/^```/gm)?.length).toBe(2 * (1000 - Number(left)));
  });

  it("of 1,000 numbers with one change names the first ones", () => {
    const steps = Array.from({ length: 1000 }, (_, index) =>
      update(`n${index}`, index, {}, { prompts: ["A"] }, { fleet: "all" }),
    );
    expect(markdownOf(...steps)).toContain(
      "8613000000056, 8613000000057, 8613000000058, 8613000000059\n  and 940 more numbers\n  prompts\n+   A\n",
    );
  });

  it("of 10,000 problems has those that fit, and says how many do not", () => {
    const diagnostics = Array.from({ length: 10_000 }, (_, index) => ({
      severity: "error",
      message: `error: ${"`".repeat(index % 90)} ${index}`,
    }));
    const markdown = writeMarkdown(changesOf([], { diagnostics }), MOST_CHARACTERS);
    expect(markdown.length).toBeLessThan(MOST_CHARACTERS);
    expect(markdown).toMatch(/\nAnd [\d,]+ more problems: see the HTML file of this preview\.\n/);
  });
});
