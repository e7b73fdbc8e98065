import { describe, expect, it } from "@jest/globals";
import { EngineProject } from "../support/engine.js";
import { onStack } from "../support/stack.js";

const ONE_NUMBER = `
  new cams.ConversationalAutomation("support", {
    custSpaceId: "cams-space",
    phoneNumber: "8613000000001",
    prompts: ["Where is my order?"],
  });`;

/** Lines of a stack trace, of the provider's or of the host's. */
const TRACE = /^\s+at /m;

describe("what a user sees", () => {
  it("when two resources manage one number, is which two and which number, in the preview already", () =>
    onStack(async ({ project, calls }) => {
      project.program(ONE_NUMBER + ONE_NUMBER.replace('"support"', '"service"'));
      const preview = await project.failingPreview();
      expect(preview).toContain(
        '"support" and "service" both manage the number cams-space/8613000000001. A number has one set of settings, ' +
          "so each would overwrite the other's: remove one of them.",
      );
      expect(preview).not.toMatch(TRACE);
      expect(calls()).toEqual([]);

      const output = await project.failingUp();
      expect(output).toContain(
        "Two resources manage the number cams-space/8613000000001. A number has one set of settings, so each would " +
          "overwrite the other's: remove one of them.",
      );
      expect(output).not.toMatch(TRACE);
      expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
    }));

  it("when inputs are wrong, is every mistake in one preview, with its exact place and what to write", () =>
    onStack(async ({ project, calls }) => {
      project.program(`
        new cams.ConversationalAutomation("support", {
          custSpaceId: "cams-space",
          phoneNumber: "+86 130-0000 0001",
          prompts: ["1", "2", "3", "4", "Hello 😀"],
          commands: [
            { commandName: "order", commandDescription: "Track an order" },
            { commandName: "/order", commandDescription: "" },
            { commandName: "order", commandDescription: "Track an order", emoji: true },
          ],
          onDelete: "keep",
        });`);
      const output = await project.failingPreview();
      for (const [place, reason] of [
        ['phoneNumber "+86 130-0000 0001"', 'Expected only digits. Write "8613000000001".'],
        ["prompts[4]", "Expected at most 4 prompts, found 5."],
        ["prompts[4]", "Expected text without emoji, which WhatsApp does not support here, found one at character 7."],
        ["commands[1].commandName", "Expected a name without the slash"],
        ["commands[1].commandDescription", "Expected 1 to 256 characters, found 0."],
        ["commands[2].commandName", "Expected a unique name, found that of commands[0]."],
        ["commands[2].emoji", "Unknown property."],
        ['onDelete "keep"', 'Expected "reset", "restore" or "retain"'],
      ] as const) {
        expect(output).toContain(`resource 'support' has a problem: ${place}: ${reason}`);
      }
      expect(output).not.toMatch(TRACE);
      expect(calls()).toEqual([]);
    }));

  it("when the credentials are missing or wrong, is where they come from and how to set them", () =>
    onStack(async ({ project, emulator, calls }) => {
      project.program(ONE_NUMBER);
      await project.configure({}, { "cams:secretKey": "a-secret-with-a-typing-mistake" });
      const wrong = await project.failingUp();
      expect(wrong).toContain(
        "GetConversationalAutomation failed for cams-space/8613000000001: The access key secret does not belong to the access key id. Set both again, from the same key. " +
          "The credentials came from cams:accessKey. Details: SignatureDoesNotMatch (HTTP 400, request ",
      );
      expect(wrong).not.toContain("a-secret-with-a-typing-mistake");
      expect(wrong).not.toContain(emulator.accessKeyId);
      expect(calls()).toEqual(["Get 8613000000001"]);

      await project.succeed("config", "rm-all", "cams:secretKey", "--stack", "test");
      const half = await project.failingPreview();
      expect(half).toContain("cams:accessKey is set, but cams:secretKey is not. Set both, from the same access key.");

      await project.succeed("config", "rm-all", "cams:accessKey", "--stack", "test");
      const none = await project.failingUp();
      expect(none).toContain("No credentials were found in the configuration, the environment or a profile.");
      expect(none).toContain("Or set cams:accessKey and cams:secretKey with `pulumi config set --secret`");
      expect(`${wrong}${half}${none}`).not.toMatch(TRACE);
      expect(calls()).toEqual([]);
    }));

  it("when nothing listens at the endpoint, or the configuration is wrong, is the key to look at", async () => {
    // No system gives this port to a process that asks for any: another test could get a port that was free.
    const nobody = "127.0.0.1:1";
    const project = new EngineProject();
    try {
      project.program(ONE_NUMBER);
      await project.initStack(
        { "cams:endpoint": nobody, "cams:retryTimeoutSeconds": "1" },
        { "cams:accessKey": "emulator-key-id", "cams:secretKey": "emulator-key-secret" },
      );
      const down = await project.failingUp();
      expect(down).toContain(
        `GetConversationalAutomation failed for cams-space/8613000000001: Nothing listens at ${nobody}. Check cams:`,
      );
      expect(down).toContain("Details: ECONNREFUSED.");

      await project.configure({ "cams:maxInFlight": "many" });
      const wrong = await project.failingPreview();
      expect(wrong).toContain("cams:maxInFlight: Expected a whole number from 1 to 1000.");
      expect(`${down}${wrong}`).not.toMatch(TRACE);
    } finally {
      project.remove();
    }
  });
});
