import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { root, type EngineProject } from "../support/engine.js";
import { onStack } from "../support/stack.js";
import { link, pack, run } from "./npm.js";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };
const PLATFORM = `${SYSTEMS[process.platform] ?? process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;

/** Holds the archives with the packed package, and the packages of a program that knows nothing of ours. */
let folder = "";

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-archives-")));
  const { tarball } = await pack();
  await run(root, process.execPath, "tools/archive.mjs", join(folder, "archives"), `file:${tarball}`);
  link(join(folder, "node_modules"), "@pulumi/pulumi");
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function archiveFor(platform: string): string {
  return join(folder, "archives", `pulumi-resource-cams-v${version}-${platform}.tar.gz`);
}

describe("the plugin's archives", () => {
  it("are equal, one for each platform, and depend on exactly this version", async () => {
    const platforms = ["darwin", "linux", "windows"].flatMap((system) => [`${system}-amd64`, `${system}-arm64`]);
    const names = platforms.map((platform) => `pulumi-resource-cams-v${version}-${platform}.tar.gz`);
    const released = join(folder, "released");
    await run(root, process.execPath, "tools/archive.mjs", released);
    expect(readdirSync(released).sort()).toEqual(names);
    const [first, ...others] = names.map((name) => readFileSync(join(released, name)).toString("base64"));
    for (const other of others) expect(other).toBe(first);

    const content = join(folder, "content");
    mkdirSync(content);
    await run(content, "tar", "-xzf", join(released, names[0] ?? ""));
    expect(readdirSync(content).sort()).toEqual([
      "PulumiPlugin.yaml",
      "index.js",
      "package.json",
      "pulumi-resource-cams",
      "pulumi-resource-cams.cmd",
    ]);
    expect(JSON.parse(readFileSync(join(content, "package.json"), "utf8"))).toMatchObject({
      main: "index.js",
      version,
      dependencies: { "pulumi-cams": version, "@pulumi/pulumi": "3.248.0", ioredis: expect.any(String) },
    });
  });

  it("are installed from a file, and serve a program in whose folder there is no package of ours", () =>
    onStack(
      async ({ project, calls }) => {
        await useNpm(project);
        await project.succeed(...INSTALL, "--file", archiveFor(PLATFORM));
        rmSync(join(project.folder, "package.json"));
        project.write("index.js", PROGRAM);
        await project.up();
        expect(calls()).toEqual(["Get 8613000000001", "Update 8613000000001"]);
      },
      { nodeModules: () => join(folder, "node_modules") },
    ));

  it("are installed from a server, and without what npm installs, Pulumi shows what is missing", () =>
    onStack(
      async ({ project }) => {
        const bare = join(folder, "bare");
        cpSync(join(root, "plugin"), bare, { recursive: true });
        // The engine takes it for a failure if there is none after npm has run.
        mkdirSync(join(bare, "node_modules"));
        await run(bare, "tar", "-czf", join(folder, "bare.tar.gz"), ".");
        const asked = await serve(join(folder, "bare.tar.gz"), async (server) => {
          await project.succeed(...INSTALL, "--server", server);
        });
        expect(asked).toEqual([`/pulumi-resource-cams-v${version}-${PLATFORM}.tar.gz`]);
        project.write("index.js", PROGRAM);
        expect(await project.failingPreview()).toMatch(
          /pulumi-resource-cams: The package pulumi-cams is missing\. Run `npm install pulumi-cams @pulumi\/pulumi` in .*cams/,
        );
      },
      { nodeModules: () => join(folder, "node_modules") },
    ));
});

const INSTALL = ["plugin", "install", "resource", "cams", version];

/** With the native type, as a generated SDK registers it. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");

const args = { custSpaceId: "cams-space", phoneNumber: "8613000000001", prompts: ["Where is my order?"] };
new pulumi.CustomResource("cams:index:ConversationalAutomation", "support", args, { version: "${version}" });
`;

/** Lets the npm that the engine runs use the cache and the registry of this user. */
async function useNpm(project: EngineProject): Promise<void> {
  const settings = ["cache", "registry"].map(async (key) => `${key}=${await run(root, "npm", "config", "get", key)}`);
  project.write(
    ".home/.npmrc",
    `${(await Promise.all(settings)).join("")}prefer-offline=true\naudit=false\nfund=false\n`,
  );
}

/** Serves one file while something runs, and returns the paths that were asked for. */
async function serve(file: string, use: (url: string) => Promise<void>): Promise<string[]> {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
  return asked;
}
