import { describe, expect, it } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import { ENCRYPTED } from "../support/engine.js";
import { usePlugin } from "../support/languages.js";
import { nativeFleet, NATIVE_TYPE, startPlugin } from "../support/native.js";
import { onStack } from "../support/stack.js";

/** The resource as a generated SDK registers it. */
const NATIVE = `
  class Native extends pulumi.CustomResource {
    constructor(name, args, opts) {
      const aliases = ["", "dynamic/"].map((folder) => ({ type: "pulumi-nodejs:" + folder + "cams:ConversationalAutomation" }));
      super("${NATIVE_TYPE}", name, { previousSettings: undefined, ...args }, pulumi.mergeOptions(opts, { aliases }));
    }
  }
  class NativeProvider extends pulumi.ProviderResource {
    constructor(name, args) { super("cams", name, args); }
  }`;

/** Declares a number whose command is a secret. */
function declaration(type: string, prompts: string, name = "support", phoneNumber = "8613000000001"): string {
  return `
    new ${type}("${name}", {
      custSpaceId: "cams-space",
      phoneNumber: "${phoneNumber}",
      prompts: ${prompts},
      commands: [{ commandName: "order", commandDescription: pulumi.secret("planted secret") }],
    });`;
}

const ACCOUNT = { accessKeyId: "emulator-key-id", accessKeySecret: "emulator-key-secret" };

const FLEET = `{
  custSpaceId: "cams-space",
  profiles: { english: { prompts: ["Hello"] }, german: { prompts: [pulumi.secret("planted secret")] } },
  numbers: {
    "8613000000021": "english",
    "8613000000022": { profile: "german", enableWelcomeMessage: true },
    "8613000000023": "german",
  },
}`;

describe("the plugin", () => {
  it("takes over ten numbers and a fleet from the dynamic provider, and gives them back, without a call", () =>
    onStack(async ({ project, emulator, calls }) => {
      usePlugin(project);
      const declared = (type: string) =>
        Array.from({ length: 10 }, (_, index) =>
          declaration(type, '["Bye"]', `number${index}`, String(8613000000000 + index)),
        ).join("");
      const settings = `{ endpoint: "${emulator.endpoint}", accessKey: "${emulator.accessKeyId}", secretKey: pulumi.secret("${emulator.accessKeySecret}") }`;
      const explicit = (provider: string, type: string) =>
        `\nconst provider = new ${provider}("explicit", ${settings});${declaration(type, "[]", "abroad", "4930000000").replace("});", "}, { provider });")}`;
      const dynamic = `${declared("cams.ConversationalAutomation")}${explicit("cams.Provider", "cams.ConversationalAutomation")}
        new cams.ConversationalAutomationFleet("fleet", ${FLEET});`;
      const native = `${NATIVE}${declared("Native")}${explicit("NativeProvider", "Native")}${nativeFleet(FLEET)}`;
      project.program(dynamic);
      await project.up();
      calls();
      for (const program of [native, dynamic]) {
        project.program(program);
        // The explicit provider is another one; all else stays.
        expect(await project.up()).toContain("+ 1 created\n    - 1 deleted\n    2 changes. 16 unchanged");
        expect(calls()).toEqual([]);
        const { text } = project.state();
        for (const planted of ["planted secret", emulator.accessKeySecret]) expect(text).not.toContain(planted);
      }
    }));

  it("shows changes to the element, keeps secrets, and tells every mistake of a fleet", () =>
    onStack(async ({ project, emulator, calls }) => {
      usePlugin(project);
      const program = (prompt: string, fleet: string) =>
        `${NATIVE}${declaration("Native", `["Where is my order?", "${prompt}"]`)}${nativeFleet(fleet)}`;
      project.program(program("Bye", FLEET));
      await project.up();
      calls();
      project.program(program("Talk to a person", FLEET.replace("Hello", "Hi")));
      const update = await project.up("--diff");
      expect(update).toMatch(/~ prompts: \[\s+~ \[1\]: "Bye" => "Talk to a person"\s+\]/);
      expect(update).toMatch(/~ prompts: \[\s+~ \[0\]: "Hello" => "Hi"\s+\]/);
      expect(calls()).toEqual(["Update 8613000000001", "Update 8613000000021"]);
      const { text, all, outputs } = project.state();
      for (const planted of ["planted secret", emulator.accessKeySecret]) expect(text).not.toContain(planted);
      expect(all.find(({ urn }) => urn.endsWith("::support"))?.outputs).toMatchObject({
        commands: ENCRYPTED,
        previousSettings: ENCRYPTED,
      });
      expect(outputs["ids"]).toMatchObject({ "8613000000021": "cams-space/8613000000021" });

      project.program(program("Bye", FLEET.replace('"english",', '"engish",').replace("Hello", "x".repeat(81))));
      expect(await project.failingPreview()).toContain('The fleet "fleet" has 2 mistakes:');
    }));

  it("keeps a number whose create or update was not confirmed, with its secrets, and writes it again", () =>
    onStack(async ({ project, emulator }) => {
      usePlugin(project);
      await project.configure({ "cams:retryTimeoutSeconds": "1" });
      emulator.fail({ fault: "applied-then-reset", operation: "UpdateConversationalAutomation", times: 99 });
      for (const prompt of ["Hello", "Hi"]) {
        project.program(`${NATIVE}${declaration("Native", `["${prompt}"]`)}`);
        expect(await project.failingUp()).toContain("Whether it was applied is not known");
        expect(project.state().text).not.toContain("planted secret");
      }
      emulator.reset();
      expect(await project.up()).toContain("~ 1 updated");
      expect(emulator.requests().map(({ operation }) => operation)).toEqual(["UpdateConversationalAutomation"]);
    }));

  it("imports a number by its id, finds drift, refuses a second resource for a number, and resets on a destroy", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        usePlugin(project);
        const id = "cams-space/8613000000001";
        const attended = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--stack", "test"];
        expect(await project.succeed("import", NATIVE_TYPE, "support", id, ...attended)).toContain("= 1 imported");
        expect(calls()).toEqual(["Get 8613000000001"]);
        expect(project.state().all.find(({ type }) => type === NATIVE_TYPE)).toMatchObject({
          id,
          inputs: { prompts: ["By hand"] },
        });

        project.program(`${NATIVE}${declaration("Native", '["By hand"]')}${declaration("Native", "[]", "second")}`);
        expect(await project.failingPreview()).toMatch(
          /"(support|second)" and "(support|second)" both manage the number cams-space\/8613000000001\./,
        );

        emulator.setNumber({ custSpaceId: "cams-space", phoneNumber: "8613000000001", prompts: ["Changed"] });
        expect(await project.refresh()).toMatch(/~ 1 updated/);
        await project.destroy();
        expect(emulator.numbers()).toMatchObject([{ prompts: [] }]);
      },
      {
        emulator: { numbers: [{ custSpaceId: "cams-space", phoneNumber: "8613000000001", prompts: ["By hand"] }] },
      },
    ));

  it("imports a number that was never configured, and says what is wrong with other ids", () =>
    onStack(
      async ({ project, emulator }) => {
        usePlugin(project);
        const unattended = ["--yes", "--skip-preview", "--generate-code=false", "--stack", "test"];
        const importing = (id: string) => project.run(["import", NATIVE_TYPE, "support", id, ...unattended]);
        expect((await importing("8613000000001")).output).toContain(
          'The id of a ConversationalAutomation is custSpaceId/phoneNumber, with the number as digits only, like "cams-3ie…/8613000000000".',
        );
        expect(emulator.requests()).toEqual([]);
        expect((await importing("cams-others/8613000000001")).output).toContain(
          "GetConversationalAutomation failed for cams-others/8613000000001: The space does not belong to this account.",
        );
        expect((await importing("cams-space/8613000000009")).output).toContain("= 1 imported");
      },
      { emulator: { accounts: [{ ...ACCOUNT, spaces: ["cams-space"] }] } },
    ));

  it("serves every provider of one run after another when it was started by hand, and refuses one number for two", async () => {
    const plugin = await startPlugin();
    const other = await startEmulator();
    try {
      await onStack(async ({ project, emulator, calls }) => {
        project.env = { ...project.env, PULUMI_DEBUG_PROVIDERS: `cams:${plugin.port}` };
        const settings = (prompt: string, space: string) =>
          `{ custSpaceId: "${space}", phoneNumber: "8613000000001", prompts: ["${prompt}"] }`;
        const program = (prompt: string, space = "cams-others") => `
          ${NATIVE}
          const provider = new NativeProvider("other", {
            endpoint: "${other.endpoint}",
            accessKey: pulumi.secret("${other.accessKeyId}"),
            secretKey: pulumi.secret("${other.accessKeySecret}"),
          });
          new Native("own", ${settings(prompt, "cams-space")});
          new Native("others", ${settings(prompt, space)}, { provider });`;
        for (const prompt of ["Hello", "Hi"]) {
          project.program(program(prompt));
          await project.up();
          for (const each of [emulator, other]) expect(each.numbers()).toMatchObject([{ prompts: [prompt] }]);
        }
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001", "Update 8613000000001"]);
        for (const PULUMI_DEBUG_PROVIDERS of [`cams:${plugin.port}`, ""]) {
          usePlugin(project);
          project.env = { ...project.env, PULUMI_DEBUG_PROVIDERS };
          project.program(program("Hi", "cams-space"));
          expect(await project.failingPreview()).toMatch(
            /" and ("(own|others)"|a resource with another provider) both manage the number cams-space\/8613000000001\./,
          );
        }
        expect(plugin.isRunning()).toBe(true);
      });
    } finally {
      await plugin.end();
      await other.close();
    }
  });
});
