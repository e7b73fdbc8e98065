import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { onStack, root } from "../support/engine.js";
import type { Stack } from "../support/engine.js";

const QUICKSTART = join(root, "examples", "quickstart");

describe("the quickstart", () => {
  it("runs in a folder of its own", () =>
    onStack(goesThrough, {
      prepare: (project) => {
        project.copy(QUICKSTART);
      },
    }));

  it("runs from the root of the repository", () =>
    onStack(goesThrough, {
      // The project's folder stands for the root, so that no configuration of a stack lands in the repository.
      prepare: (project) => {
        const description = readFileSync(join(root, "Pulumi.yaml"), "utf8");
        expect(description).toContain("main: examples/quickstart\n");
        project.write("Pulumi.yaml", description);
        project.write("package.json", readFileSync(join(root, "package.json"), "utf8"));
        project.copy(QUICKSTART, "examples/quickstart");
      },
    }));

  it("has one description and one set of defaults, in its own folder and in the root", () => {
    const [own, inRoot] = [join(QUICKSTART, "Pulumi.yaml"), join(root, "Pulumi.yaml")].map((path) =>
      readFileSync(path, "utf8"),
    );
    expect(inRoot?.replace("main: examples/quickstart\n", "")).toBe(own);
  });
});

async function goesThrough({ project, emulator, calls }: Stack): Promise<void> {
  expect(await project.up()).toContain("+ 3 created");
  expect(calls()).toHaveLength(4);
  expect(emulator.numbers()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ custSpaceId: "cams-demo", prompts: ["Where is my order?", "Talk to a person"] }),
      expect.objectContaining({ custSpaceId: "cams-demo", prompts: ["Opening hours", "Find a shop"] }),
    ]),
  );
  expect(await project.stackOutputs()).toEqual({
    supportId: "cams-demo/8613000000001",
    salesPrompts: ["Opening hours", "Find a shop"],
  });
}
