import { describe, expect, it } from "@jest/globals";
import { onStack } from "../support/engine.js";

const NUMBERS = 60;
const CALLS_PER_SECOND = 5;

describe("many numbers in one up", () => {
  it("are written as fast as the service allows, without one throttled answer", () =>
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
      expect(requests.filter(({ status, code }) => status !== 200 || code !== "OK")).toEqual([]);
      expect(requests).toHaveLength(2 * NUMBERS);
      expect(emulator.numbers()).toHaveLength(NUMBERS);

      const writes = requests.filter(({ operation }) => operation === "UpdateConversationalAutomation");
      expect(writes).toHaveLength(NUMBERS);
      const times = writes.map(({ time }) => time);
      const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
      expect(seconds).toBeLessThanOrEqual((1.1 * (NUMBERS - 1)) / CALLS_PER_SECOND);
    }));
});
