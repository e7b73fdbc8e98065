import { describe, expect, it } from "@jest/globals";
import { onStack } from "../support/stack.js";

const NUMBERS = 12;

const PROGRAM = `
  for (let index = 0; index < ${NUMBERS}; index++) {
    new cams.ConversationalAutomation("number" + index, {
      custSpaceId: "cams-space",
      phoneNumber: String(8613000000000 + index),
      prompts: ["Where is my order?"],
    });
  }`;

/** What remains of a run. */
function diagnosticsOf(output: string): string {
  return output.split("Diagnostics:")[1] ?? "";
}

describe("what remains of a run", () => {
  it("that was throttled is one line with its counts, and nothing for a run without calls", () =>
    onStack(async ({ project, emulator }) => {
      project.program(PROGRAM);
      emulator.fail({ fault: "throttled", times: 2 });
      const output = await project.up();
      expect(diagnosticsOf(output).match(/CAMS: .*/g)).toEqual([
        expect.stringMatching(
          /^CAMS: 12 numbers written in \d+ s\. The service throttled \d+ calls, which were retried\./,
        ),
      ]);
      expect(output).not.toMatch(/CAMS: .* waiting/);

      expect(await project.up()).not.toContain("CAMS:");
    }));

  it("that Meta's limit ended is one error that explains it, and others that refer to that one", () =>
    onStack(async ({ project, emulator }) => {
      project.program(PROGRAM);
      const message = "(#80007) Rate limit hit";
      const fault = { fault: "error", status: 429, code: "Meta.Limit", message, retryAfterMs: 600_000 } as const;
      emulator.fail({ ...fault, times: NUMBERS });
      const errors = diagnosticsOf(await project.failingUp()).match(/error: .*cams-space.*/g) ?? [];
      const [explained, referring] = [
        errors.filter((error) => /Nothing is lost: .*\. So far: nothing done\. Details: /.test(error)),
        errors.filter((error) => /\d is not done, for the same reason as .*: Meta's limit is used up\.$/.test(error)),
      ];
      expect(explained).toHaveLength(1);
      expect(referring).toHaveLength(errors.length - 1);
    }));
});
