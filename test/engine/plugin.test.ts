import { describe, expect, it } from "@jest/globals";
import { ENCRYPTED, type EngineProject } from "../support/engine.js";
import { onStack } from "../support/stack.js";

const NATIVE = "cams:index:ConversationalAutomation";

/** Uses the plugin in the package's folder, as `pulumi package add` notes it in a project. */
function usePlugin(project: EngineProject): void {
  project.write(
    "Pulumi.yaml",
    "name: project\nruntime: nodejs\nplugins:\n  providers:\n    - name: cams\n      path: ./node_modules/pulumi-cams/plugin\n",
  );
}

/** A program with the native type, as a generated SDK registers it, besides its aliases. */
function nativeProgram(prompts: string, aliases: string): string {
  return `
    class Native extends pulumi.CustomResource {
      constructor(name, args, opts) {
        const aliases = ${aliases};
        super("${NATIVE}", name, { previousSettings: undefined, ...args }, pulumi.mergeOptions(opts, { aliases }));
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
      const native = project.state().all.find(({ type }) => type === NATIVE);
      expect(native?.outputs).toMatchObject({ commands: ENCRYPTED, previousSettings: ENCRYPTED });

      project.program(
        dynamic.replace("});", `}, { aliases: [{ type: "${NATIVE}" }] });`).replace("Bye", "Talk to a person"),
      );
      expect(await project.up()).toContain("2 unchanged");
      expect(calls()).toEqual([]);
    }));

  it("imports a number by its id, finds drift, refuses a second resource for a number, and resets on a destroy", () =>
    onStack(
      async ({ project, emulator, calls }) => {
        usePlugin(project);
        const id = "cams-space/8613000000001";
        const attended = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--stack", "test"];
        expect(await project.succeed("import", NATIVE, "support", id, ...attended)).toContain("= 1 imported");
        expect(calls()).toEqual(["Get 8613000000001"]);
        expect(project.state().all.find(({ type }) => type === NATIVE)).toMatchObject({
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
});
