import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { createClient } from "pulumi-cams/api";
import type { Client } from "pulumi-cams/api";
import { startEmulator } from "pulumi-cams/emulator";
import type { Emulator } from "pulumi-cams/emulator";
import { replacePrompt } from "./index.js";

const space = "cams-demo";
let emulator: Emulator;
let client: Client;

beforeAll(async () => {
  emulator = await startEmulator({
    numbers: [
      { custSpaceId: space, phoneNumber: "442000000001", prompts: ["Opening hours", "Find a shop"] },
      { custSpaceId: space, phoneNumber: "442000000002", prompts: ["Find a shop"] },
    ],
  });
  const { endpoint, accessKeyId, accessKeySecret } = emulator;
  client = createClient({ endpoint, credentials: { accessKeyId, accessKeySecret } });
});

// Brings the numbers back, and forgets the calls and faults of the test before.
beforeEach(() => {
  emulator.reset();
});

afterAll(() => emulator.close());

it("replaces the prompt where it is, and writes to no other number", async () => {
  expect(await replacePrompt(client, space, "Opening hours", "When are you open?")).toBe(1);
  expect(emulator.numbers()).toMatchObject([
    { phoneNumber: "442000000001", prompts: ["When are you open?", "Find a shop"] },
    { phoneNumber: "442000000002", prompts: ["Find a shop"] },
  ]);
  const writes = emulator.requests().filter(({ operation }) => operation === "UpdateConversationalAutomation");
  expect(writes).toMatchObject([{ phoneNumber: "442000000001", status: 200 }]);
});

it("goes on when the service throttles a call", async () => {
  emulator.fail({ fault: "throttled", operation: "UpdateConversationalAutomation", retryAfterMs: 100 });
  await replacePrompt(client, space, "Opening hours", "When are you open?");
  expect(emulator.requests().map(({ code }) => code)).toContain("Throttling.User");
  expect(emulator.numbers()[0]?.prompts).toEqual(["When are you open?", "Find a shop"]);
});

it("fails when the account may not write, and leaves the number as it was", async () => {
  emulator.fail({ fault: "no-permission", operation: "UpdateConversationalAutomation" });
  await expect(replacePrompt(client, space, "Opening hours", "Hours")).rejects.toThrow("NoPermission");
  expect(emulator.numbers()[0]?.prompts).toEqual(["Opening hours", "Find a shop"]);
});
