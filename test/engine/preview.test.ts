import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { EngineProject } from "../support/engine.js";
import { startCli } from "../support/cli.js";
import { writeProgram } from "../support/languages.js";
import { onStack } from "../support/stack.js";

/** A program before and after a change, with everything that can happen to a number. */
function program(version: 1 | 2, more = ""): string {
  return `
    const isFirst = ${version} === 1;
    const number = (name, digits, args, options) =>
      new cams.ConversationalAutomation(name, { custSpaceId: "cams-space", phoneNumber: "86130000000" + digits, ...args }, options);
    number("same", "01", { prompts: ["Same"] });
    number("updated", "02", { enableWelcomeMessage: !isFirst, prompts: isFirst ? ["One", "Two"] : ["Two", "Three"] });
    number("secret", "03", { prompts: ["Open", pulumi.secret("planted-" + isFirst)] });
    number("was-secret", "04", { prompts: isFirst ? pulumi.secret(["planted"]) : ["No secret"] });
    number("replaced", isFirst ? "05" : "06", { prompts: ["Hello"], onDelete: "retain" });
    number(isFirst ? "old-name" : "new-name", "07", { prompts: ["Renamed"] });
    number("drifted", "08", { prompts: ["From the program"] });
    if (isFirst) {
      number("reset", "11", { prompts: ["Reset"] });
      number("restore", "12", { prompts: ["Restored"], onDelete: "restore" });
      number("retain", "13", { prompts: ["Retained"], onDelete: "retain" });
      number("kept", "14", { prompts: ["Kept"] }, { retainOnDelete: true });
    }
    const created = isFirst ? undefined : number("created", "21", { prompts: ["<b>New</b>"] });
    if (created) number("unknown", "22", { prompts: ["Known", created.requestId] });
    const fleet = (name, prompts, numbers) =>
      new cams.ConversationalAutomationFleet(name, { custSpaceId: "cams-space", profiles: { main: { prompts } }, numbers });
    const twenty = Array.from({ length: 20 }, (_, index) => [String(442000000000 + index), "main"]);
    fleet("support", isFirst ? ["Order"] : ["Order", "Returns"], Object.fromEntries(twenty));
    const two = { "4930000001": "main", "4930000002": "main" };
    fleet("later", ["Later"], created ? created.requestId.apply(() => two) : two);
    ${more}`;
}

/** The summaries of the changes, and the notes below them. */
function entriesIn(markdown: string): string[] {
  return [...markdown.matchAll(/<summary>(.*)<\/summary>\n\n((?:[A-Z].*\n\n)*)/g)].map(([, summary = "", notes = ""]) =>
    [summary, ...notes.trim().split(/\n+/)].filter(Boolean).join(" | "),
  );
}

async function preview({ folder, env }: EngineProject, ...args: string[]) {
  const flags = ["--stack", "test", "--html", "a.html", "--markdown", "a.md", ...args];
  const { status } = await startCli(folder, ["preview", ...flags], env).ended;
  const [html, markdown] = ["a.html", "a.md"].map((name) => readFileSync(join(folder, name), "utf8")) as [
    string,
    string,
  ];
  for (const text of [html, markdown]) {
    for (const hidden of ["planted", folder, "emulator-key", "__provider", "previousSettings"])
      expect(text).not.toContain(hidden);
  }
  return { status, html, markdown, entries: entriesIn(markdown) };
}

describe("pulumi-cams preview", () => {
  it("tells rightly what happens to each number, and each of three mistakes", () =>
    onStack(async ({ project, emulator, calls }) => {
      project.program(program(1));
      await project.up();
      calls();
      emulator.setNumber({ custSpaceId: "cams-space", phoneNumber: "8613000000008", prompts: ["By hand"] });
      project.program(program(2));
      const { stdout } = await project.run(["preview", "--json", "--show-sames", "--refresh", "--non-interactive"]);
      writeFileSync(join(project.folder, "preview.json"), stdout);
      const { status, html, entries, markdown } = await preview(project, "--from", "preview.json");
      expect(status).toBe(0);
      expect(entries).toEqual([
        "~ Update: 20 numbers; prompts: 1 new",
        "~ Update: 8613000000002; welcome message: switched on; prompts: 1 new, 1 gone",
        "~ Update: 8613000000003; prompts: a secret, which a preview does not show, and may change",
        "~ Update: 8613000000004; prompts: no longer a secret",
        "~ Update: 8613000000008; prompts: 1 changed",
        "± Replace: 8613000000006 | Takes the place of another number: the resource's phoneNumber changes.",
        "− Left by a replacement: 8613000000005 | The settings stay as they are: onDelete is retain.",
        "− Delete: 8613000000011; prompts: 1 gone | All three settings are emptied: onDelete is reset.",
        "− Delete: 8613000000012 | The number gets back what it had before this stack: onDelete is restore.",
        "− Delete: 8613000000013 | The settings stay as they are: onDelete is retain.",
        "− Delete: 8613000000014 | The settings stay as they are: the resource has retainOnDelete.",
        expect.stringMatching(/^\? Not known yet: 2 numbers \| Pulumi calls this a delete/),
        "+ Create: 8613000000021",
        "+ Create: 8613000000022",
        "= Rename: 8613000000007 | The number moves to another resource, or its resource gets another name. | Customers see no change.",
      ]);
      expect(markdown).toContain("-   By hand\n+   From the program\n");
      expect(markdown).toContain("+   Known\n+ ! not known before the update\n");
      expect(markdown).toContain('Warning, later: The fleet "later" shows no numbers: they are not known yet.');
      expect(html).toContain("&lt;b>New&lt;/b>");

      project.program(
        program(
          2,
          `
          number("wrong", "31", {
            prompts: ["1", "2", "3", "4", pulumi.secret("planted".repeat(20))],
            commands: [{ commandName: "/order", commandDescription: "x" }],
          });
          console.log("planted");`,
        ),
      );
      const failed = await preview(project);
      expect(failed.status).toBe(1);
      expect(failed.markdown.match(/^Error, .*$/gm)?.toSorted()).toEqual([
        "Error, wrong: commands[0].commandName: Expected a name without the slash, which WhatsApp adds itself, found a slash at the start.",
        "Error, wrong: prompts[4]: Expected 1 to 80 characters, found 140.",
        "Error, wrong: prompts[4]: Expected at most 4 prompts, found 5.",
      ]);
      expect(failed.markdown).toMatch(/^#### At least 3 errors/m);
      expect(failed.html).toContain("The preview failed, so it is incomplete");
    }));

  it("tells the same of the plugin's resources, and whether a secret differs", () =>
    onStack(
      async ({ project }) => {
        const yaml = (version: number) => `
resources:
  secret:
    type: cams:ConversationalAutomation
    properties:
      custSpaceId: cams-space
      phoneNumber: "8613000000001"
      prompts: [ "Open", { "fn::secret": "planted ${version}" } ]
      commands: [ { commandName: order, commandDescription: { "fn::secret": "planted" } } ]
  support:
    type: cams:ConversationalAutomationFleet
    properties:
      custSpaceId: cams-space
      profiles: { main: { prompts: [ "Order ${version}" ] } }
      numbers: { "442000000001": { profile: main }, "442000000002": { profile: main } }
${version === 1 ? "  gone:" : "  new:"}
    type: cams:ConversationalAutomation
    properties: { custSpaceId: cams-space, phoneNumber: "861300000000${version + 1}" }
`;
        writeProgram(project, "yaml", yaml(1));
        await project.up();
        writeProgram(project, "yaml", yaml(2));
        const { status, entries, markdown } = await preview(project);
        expect(status).toBe(0);
        expect(entries).toEqual([
          "~ Update: 2 numbers; prompts: 1 changed",
          "~ Update: 8613000000001; prompts: changed, a secret, which a preview does not show",
          "− Delete: 8613000000002 | All three settings are emptied: onDelete is reset.",
          "+ Create: 8613000000003",
        ]);
        expect(markdown).toContain(
          "@@ 2 numbers of the fleet support, space cams-space @@\n  442000000001, 442000000002\n",
        );
      },
      { language: "yaml" },
    ));
});
