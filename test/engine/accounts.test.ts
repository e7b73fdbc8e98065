import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { startEmulator, type Emulator } from "../../emulator/index.js";
import { ENCRYPTED, type EngineProject } from "../support/engine.js";
import { onStack } from "../support/stack.js";

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
  it("sign each number's calls with its account's key, and leave the numbers alone when the providers change", () =>
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
        expect(project.state().text).not.toMatch(/(secret|key)-of-/);
      },
      { emulator: { accounts: [EUROPE, ASIA] } },
    ));

  it("report a number that is in the other account's space", () =>
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
          "GetConversationalAutomation failed for cams-asia/8613000000002: The space does not belong to this account.",
        );
        expect(output).toContain("The credentials came from cams:accessKey.");
        expect(output).not.toMatch(/(secret|key)-of-/);
      },
      { emulator: { accounts: [EUROPE, ASIA] } },
    ));
});

/** How many numbers each account has: more than it may write in one second. */
const NUMBERS = 6;

describe("three accounts in one stack, one of them the stack's own", () => {
  const own = { accessKeyId: "key-of-the-stack", accessKeySecret: "secret-of-the-stack", spaces: ["cams-stack"] };
  const europe = { ...EUROPE, securityToken: "token-of-europe" };

  const threeAccounts = (endpointOfEurope: string, endpointOfAsia: string) => `
    const europe = new cams.Provider("europe", {
      accessKey: "key-of-europe",
      secretKey: "secret-of-europe",
      securityToken: "token-of-europe",
      endpoint: "${endpointOfEurope}",
      maxInFlight: 2,
    });
    const asia = new cams.Provider("asia", {
      accessKey: "key-of-asia",
      secretKey: "secret-of-asia",
      endpoint: "${endpointOfAsia}",
    });
    for (const [space, provider] of [["stack"], ["europe", europe], ["asia", asia]]) {
      for (let index = 0; index < ${NUMBERS}; index++) {
        new cams.ConversationalAutomation(space + index, {
          custSpaceId: "cams-" + space,
          phoneNumber: String(8613000000000 + index),
          prompts: ["Where is my order?"],
        }, { provider });
      }
    }`;

  it("share neither keys, nor endpoints, nor their pace, and keep their keys encrypted", async () => {
    const other = await startEmulator({ accounts: [ASIA] });
    const flow = onStack(
      async ({ project, emulator }) => {
        project.program(threeAccounts(emulator.endpoint, other.endpoint));
        const output = await project.up("--diff");
        expect(keysBySpace(emulator)).toEqual({ "cams-stack": ["key-of-the-stack"], "cams-europe": ["key-of-europe"] });
        expect(keysBySpace(other)).toEqual({ "cams-asia": ["key-of-asia"] });
        expect([...emulator.numbers(), ...other.numbers()]).toHaveLength(3 * NUMBERS);
        expect(pacesOf(project)).toHaveLength(3 * ["Get", "Update"].length);

        const { text, all } = project.state();
        const providers = all.filter(({ type }) => type.startsWith("pulumi:providers:"));
        expect(Object.fromEntries(providers.map(({ urn, inputs }) => [urn.split("::").at(-1), inputs]))).toEqual({
          // Pulumi keeps a copy of the whole stack configuration with the provider that is not explicit.
          default: {
            "cams:accessKey": expect.objectContaining(ENCRYPTED),
            "cams:secretKey": expect.objectContaining(ENCRYPTED),
            "cams:endpoint": emulator.endpoint,
          },
          europe: {
            "cams:accessKey": expect.objectContaining(ENCRYPTED),
            "cams:secretKey": expect.objectContaining(ENCRYPTED),
            "cams:securityToken": expect.objectContaining(ENCRYPTED),
            "cams:endpoint": emulator.endpoint,
            "cams:maxInFlight": "2",
          },
          asia: {
            "cams:accessKey": expect.objectContaining(ENCRYPTED),
            "cams:secretKey": expect.objectContaining(ENCRYPTED),
            "cams:endpoint": other.endpoint,
          },
        });
        expect(output + text).not.toMatch(/(secret|key|token)-of-/);
      },
      { emulator: { accounts: [own, europe] } },
    );
    await flow.finally(() => other.close());
  });
});

describe("a new access key, in the stack's configuration and of an explicit provider,", () => {
  const accounts = ["old", "fresh"].map((name) => ({ accessKeyId: `${name}-key`, accessKeySecret: `${name}-secret` }));
  const program = (key: string, endpoint: string) => `
    const provider = new cams.Provider("explicit", {
      accessKey: "${key}-key",
      secretKey: "${key}-secret",
      endpoint: "${endpoint}",
    });
    const number = (name, phoneNumber, options) =>
      new cams.ConversationalAutomation(name, { custSpaceId: "cams-space", phoneNumber, prompts: ["Hello"] }, options);
    number("of-the-stack", "8613000000001");
    number("of-the-provider", "8613000000002", { provider });`;

  it("signs what follows the next up, and refreshes that run the program before", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        project.program(program("old", emulator.endpoint));
        await project.up();
        const before = emulator.requests().length;

        project.program(program("fresh", emulator.endpoint));
        await project.configure({}, { "cams:accessKey": "fresh-key", "cams:secretKey": "fresh-secret" });
        await project.refresh();
        await project.refresh("--run-program");
        calls();
        await project.up();
        expect(calls()).toEqual([]);
        await project.destroy();
        expect(project.state().text).not.toMatch(/(old|fresh)-(key|secret)/);
        for (const number of ["8613000000001", "8613000000002"]) {
          const signed = emulator
            .requests()
            .slice(before)
            .filter(({ phoneNumber }) => phoneNumber === number);
          expect(signed.map(({ accessKeyId }) => accessKeyId)).toEqual(["old-key", "fresh-key", "fresh-key"]);
        }
      },
      { emulator: { accounts } },
    ));
});

/** Which access keys signed the calls for each space. */
function keysBySpace(emulator: Emulator): Record<string, string[]> {
  const keys: Record<string, string[]> = {};
  for (const { custSpaceId, accessKeyId } of emulator.requests()) {
    keys[custSpaceId] = [...new Set([...(keys[custSpaceId] ?? []), accessKeyId])];
  }
  return keys;
}

/** The folders that share the pace, one for each operation of an account. */
function pacesOf(project: EngineProject): string[] {
  const temporary = join(project.folder, ".tmp");
  const [folder = ""] = readdirSync(temporary).filter((name) => /^pulumi-cams.*-slots$/.test(name));
  return readdirSync(join(temporary, folder)).filter((name) => /^[0-9a-f]{32}$/.test(name));
}
