import { describe, expect, it } from "@jest/globals";
import { EngineProject } from "../support/engine.js";

describe("a role in the stack's configuration", () => {
  it("is read as Pulumi writes it, and a mistake in it is reported in the preview, without its secrets", async () => {
    const project = new EngineProject();
    const set = (...args: string[]) => project.succeed("config", "set", "--stack", "test", "--path", ...args);
    try {
      await project.initStack();
      project.program(
        `new cams.ConversationalAutomation("support", { custSpaceId: "cams-1", phoneNumber: "8613000000001" });`,
      );
      await set("alicloud:assumeRole.roleArn", "hunter2");
      await set("alicloud:assumeRole.sessionExpiration", "1800");
      await set("--secret", "alicloud:assumeRole.externalId", "hunter2");
      const output = await project.failingPreview();
      expect(output).toContain(
        'alicloud:assumeRole: Expected roleArn to be like "acs:ram::1234567890123456:role/NAME".',
      );
      expect(output).not.toContain("hunter2");

      await set("alicloud:assumeRole.roleArn", "acs:ram::1234567890123456:role/support");
      expect(await project.preview()).toContain("+ 2 to create");
    } finally {
      project.remove();
    }
  });
});
