import { describe, expect, it } from "@jest/globals";
import { startEmulator } from "../../emulator/index.js";
import { ENCRYPTED } from "../support/engine.js";
import { nativeFleet, NATIVE_TYPE, startPlugin, usePlugin } from "../support/native.js";
import { onStack } from "../support/stack.js";

/** A program with the native type, as a generated SDK registers it, besides its aliases. */
function nativeProgram(prompts: string, aliases: string): string {
  return `
    class Native extends pulumi.CustomResource {
      constructor(name, args, opts) {
        const aliases = ${aliases};
        super("${NATIVE_TYPE}", name, { previousSettings: undefined, ...args }, pulumi.mergeOptions(opts, { aliases }));
      }
    }
    ${declaration("Native", prompts)}`;
}

function declaration(type: string, prompts: string): string {
  return `
    new ${type}("support", {
      custSpaceId: "cams-space",
      phoneNumber: "8613000000001",
      prompts: ${prompts},
      commands: [{ commandName: "order", commandDescription: pulumi.secret("planted secret") }],
    });`;
}

describe("the plugin", () => {
  it("takes over from the dynamic provider and gives back without a call, and shows changes to the element", () =>
    onStack(async ({ project, emulator, calls }) => {
      usePlugin(project);
      const dynamic = declaration("cams.ConversationalAutomation", '["Where is my order?", "Bye"]');
      project.program(dynamic);
      await project.up();
      calls();

      const fromDynamic = '[{ type: "pulumi-nodejs:cams:ConversationalAutomation" }]';
      project.program(nativeProgram('["Where is my order?", "Bye"]', fromDynamic));
      expect(await project.up()).toContain("2 unchanged");
      expect(calls()).toEqual([]);

      project.program(nativeProgram('["Where is my order?", "Talk to a person"]', fromDynamic));
      expect(await project.preview()).toMatch(/~ prompts: \[\s+~ \[1\]: "Bye" => "Talk to a person"\s+\]/);
      await project.up();
      expect(calls()).toEqual(["Update 8613000000001"]);
      const { text } = project.state();
      for (const planted of ["planted secret", emulator.accessKeySecret]) expect(text).not.toContain(planted);
      const native = project.state().all.find(({ type }) => type === NATIVE_TYPE);
      expect(native?.outputs).toMatchObject({ commands: ENCRYPTED, previousSettings: ENCRYPTED });

      project.program(
        dynamic.replace("});", `}, { aliases: [{ type: "${NATIVE_TYPE}" }] });`).replace("Bye", "Talk to a person"),
      );
      expect(await project.up()).toContain("2 unchanged");
      expect(calls()).toEqual([]);
    }));

  it("makes a fleet, takes one over from the dynamic provider, and gives it back, without a call", () =>
    onStack(async ({ project, calls }) => {
      usePlugin(project);
      const args = `{
        custSpaceId: "cams-space",
        profiles: { english: { prompts: ["Hello"] }, german: { prompts: [pulumi.secret("planted secret")] } },
        numbers: { "8613000000001": "english", "8613000000002": { profile: "german", enableWelcomeMessage: true } },
      }`;
      project.program(`exports.ids = new cams.ConversationalAutomationFleet("fleet", ${args}).ids;`);
      await project.up();
      calls();
      for (const program of [
        nativeFleet(args),
        `exports.ids = new cams.ConversationalAutomationFleet("fleet", ${args}).ids;`,
      ]) {
        project.program(program);
        expect(await project.up()).toContain("4 unchanged");
        expect(calls()).toEqual([]);
        expect(project.state().text).not.toContain("planted secret");
      }
      project.program(nativeFleet(args.replace("Hello", "Hi")));
      expect(await project.preview()).toMatch(/~ \[0\]: "Hello" => "Hi"/);
      await project.up();
      expect(calls()).toEqual(["Update 8613000000001"]);
      expect(project.state().outputs["ids"]).toEqual({
        "8613000000001": "cams-space/8613000000001",
        "8613000000002": "cams-space/8613000000002",
      });
      project.program(nativeFleet(args.replace('"english",', '"engish",').replace("Hello", "x".repeat(81))));
      expect(await project.failingPreview()).toContain('The fleet "fleet" has 2 mistakes:');
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

        project.program(
          `${nativeProgram('["By hand"]', "[]")}\n${declaration("Native", "[]").replace("support", "second")}`,
        );
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

  it("serves every provider of one run after another when it was started by hand", async () => {
    const plugin = await startPlugin();
    const other = await startEmulator();
    try {
      await onStack(async ({ project, emulator, calls }) => {
        project.env = { ...project.env, PULUMI_DEBUG_PROVIDERS: `cams:${plugin.port}` };
        const settings = (prompt: string) =>
          `{ custSpaceId: "cams-space", phoneNumber: "8613000000001", prompts: ["${prompt}"] }`;
        const program = (prompt: string) => `
          ${nativeProgram("[]", "[]").split("new Native")[0]}
          class NativeProvider extends pulumi.ProviderResource {
            constructor(name, args) { super("cams", name, args); }
          }
          const provider = new NativeProvider("other", {
            endpoint: "${other.endpoint}",
            accessKey: pulumi.secret("${other.accessKeyId}"),
            secretKey: pulumi.secret("${other.accessKeySecret}"),
          });
          new Native("own", ${settings(prompt)});
          new Native("others", ${settings(prompt)}, { provider });`;
        for (const prompt of ["Hello", "Hi"]) {
          project.program(program(prompt));
          await project.up();
          for (const each of [emulator, other]) expect(each.numbers()).toMatchObject([{ prompts: [prompt] }]);
        }
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001", "Update 8613000000001"]);
        expect(plugin.isRunning()).toBe(true);
      });
    } finally {
      await plugin.end();
      await other.close();
    }
  });
});
