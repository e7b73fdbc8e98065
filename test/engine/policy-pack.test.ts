import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { root } from "../support/engine.js";
import { onStack } from "../support/stack.js";

const PREVIEW = ["preview", "--stack", "test", "--non-interactive", "--policy-pack", "policy-pack"];

describe("the policy pack of the examples", () => {
  it("passes a program that keeps its policies, and names the number and the policy that is broken", () =>
    onStack(
      async ({ project, calls }) => {
        project.program(program({ fleet: ["Where is my order?", "Talk to a person"], alone: ["Talk to a person"] }));
        const kept = await project.succeed(...PREVIEW);
        expect(kept).toContain("+ 5 to create");
        expect(kept).toContain("whatsapp-numbers");

        project.program(program({ fleet: ["WHERE IS MY ORDER?", "Talk to a person"], alone: ["Opening hours"] }));
        const broken = await project.fail(...PREVIEW);
        expect(broken).toMatch(/\[mandatory\] +offers-a-person .*ConversationalAutomation: alone/);
        expect(broken).toContain('Add the prompt "Talk to a person"');
        expect(
          broken.match(/\[mandatory\] +no-capitals .*ConversationalAutomation: fleet-44200000000\d/g),
        ).toHaveLength(2);
        expect(calls()).toEqual([]);
      },
      {
        prepare: (project) => {
          project.copy(join(root, "examples", "policy-pack"), "policy-pack");
        },
      },
    ));
});

/** A fleet of two numbers and one number beside it, with prompts in these words. */
function program({ fleet, alone }: { fleet: string[]; alone: string[] }): string {
  return `
    new cams.ConversationalAutomationFleet("fleet", {
      custSpaceId: "cams-space",
      profiles: { english: { prompts: ${JSON.stringify(fleet)} } },
      numbers: { "442000000001": "english", "442000000002": "english" },
    });
    new cams.ConversationalAutomation("alone", {
      custSpaceId: "cams-space",
      phoneNumber: "442000000003",
      prompts: ${JSON.stringify(alone)},
    });`;
}
