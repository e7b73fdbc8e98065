import { describe, expect, it } from "@jest/globals";
import { onStack } from "../support/stack.js";

const NUMBERS = 30;

describe("many numbers in one up", () => {
  it("are all written, once each, without exceeding the rate limit", () =>
    onStack(async ({ project, emulator }) => {
      project.program(`
        for (let index = 0; index < ${NUMBERS}; index++) {
          new cams.ConversationalAutomation("number" + index, {
            custSpaceId: "cams-space",
            phoneNumber: String(8613000000000 + index),
            prompts: ["Where is my order?"],
          });
        }`);
      expect(await project.up()).toContain(`+ ${NUMBERS + 1} created`);

      const requests = emulator.requests();
      const accepted = requests.filter(({ code }) => code === "OK");
      expect(accepted).toHaveLength(2 * NUMBERS);
      expect(emulator.numbers()).toHaveLength(NUMBERS);
      // None on a machine with nothing else to do; here other tests can hold a call up for longer than the head-room.
      expect(requests.length - accepted.length).toBeLessThanOrEqual(2);
    }));
});
