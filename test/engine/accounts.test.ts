import { describe, expect, it } from "@jest/globals";
import { onStack } from "../support/engine.js";

const EUROPE = { accessKeyId: "key-of-europe", accessKeySecret: "secret-of-europe", spaces: ["cams-europe"] };
const ASIA = { accessKeyId: "key-of-asia", accessKeySecret: "secret-of-asia", spaces: ["cams-asia"] };

function program(endpoint: string, retryTimeoutSeconds: number) {
  return `
    const accounts = {
      europe: ["key-of-europe", "secret-of-europe", "8613000000001"],
      asia: ["key-of-asia", "secret-of-asia", "8613000000002"],
    };
    for (const [name, [accessKey, secretKey, phoneNumber]] of Object.entries(accounts)) {
      const provider = new cams.Provider(name, {
        accessKey,
        secretKey: pulumi.secret(secretKey),
        endpoint: "${endpoint}",
        retryTimeoutSeconds: ${retryTimeoutSeconds},
      });
      new cams.ConversationalAutomation(name, {
        custSpaceId: "cams-" + name,
        phoneNumber,
        prompts: ["Where is my order?"],
      }, { provider });
    }`;
}

describe("two explicit providers", () => {
  it("sign each number's calls with its own account's key, and leave the numbers alone when they change", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        project.program(program(emulator.endpoint, 60));
        await project.up();
        expect(calls()).toEqual(
          ["Get", "Update"].flatMap((operation) => [`${operation} 8613000000001`, `${operation} 8613000000002`]),
        );

        project.program(program(emulator.endpoint, 90));
        expect(await project.up()).toMatch(/~ 2 updated\s+3 unchanged/);
        expect(calls()).toEqual([]);

        await project.destroy();
        expect(calls()).toEqual(["Update 8613000000001", "Update 8613000000002"]);

        for (const { custSpaceId, accessKeyId, status } of emulator.requests()) {
          expect({ accessKeyId, status }).toEqual({
            accessKeyId: custSpaceId.replace("cams-", "key-of-"),
            status: 200,
          });
        }
        expect(emulator.numbers()).toHaveLength(2);
        expect((await project.exportState()).text).not.toMatch(/(secret|key)-of-/);
      },
      { emulator: { accounts: [EUROPE, ASIA] } },
    ));

  it("say so when a number is in the other account's space", () =>
    onStack(
      async ({ project, emulator }) => {
        project.program(`
          const provider = new cams.Provider("europe", {
            accessKey: "key-of-europe",
            secretKey: "secret-of-europe",
            endpoint: "${emulator.endpoint}",
          });
          new cams.ConversationalAutomation("asia", { custSpaceId: "cams-asia", phoneNumber: "8613000000002" }, { provider });`);
        const output = await project.failingUp();
        expect(output).toContain(
          "GetConversationalAutomation failed for cams-asia/8613000000002: Unknown.ResourceOwnerId",
        );
        expect(output).toContain("The credentials came from cams:accessKey.");
        expect(output).not.toMatch(/(secret|key)-of-/);
      },
      { emulator: { accounts: [EUROPE, ASIA] } },
    ));
});
