import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PROVIDER_TEXT, root } from "../support/engine.js";
import { run } from "./npm.js";

interface Manifest {
  main: string;
  types: string;
  exports: Record<string, string>;
  typesVersions: Record<"*", Record<string, string[]>>;
  bin: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
const LIFECYCLE = ["check", "configure", "create", "delete", "diff", "read", "update"];

/** A program's folder, in which the package is installed. */
let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-package-")));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a script returns, run by a Node.js of its own in the program's folder. */
async function evaluate(script: string): Promise<unknown> {
  const whole = `(async () => { ${script} })().then((result) => console.log(JSON.stringify(result)))`;
  writeFileSync(join(folder, "script.js"), whole);
  return JSON.parse(await run(folder, process.execPath, "script.js"));
}

describe("the entry points", () => {
  it("are the published ones, and each exists with its declarations", () => {
    expect(manifest.exports).toEqual({
      ".": "./dist/sdk/index.js",
      "./provider": "./dist/provider/index.js",
      "./api": "./dist/api/index.js",
      "./emulator": "./dist/emulator/index.js",
      "./testing": "./dist/testing/index.js",
      "./native": "./dist/native/index.js",
      "./package.json": "./package.json",
    });
    const code = Object.values(manifest.exports).filter((path) => path.endsWith(".js"));
    const declarations = code.map((path) => path.replace(/\.js$/, ".d.ts"));
    const forOldResolvers = Object.values(manifest.typesVersions["*"]).flat();
    expect(forOldResolvers).toEqual(declarations.slice(1));
    const named = [manifest.main, manifest.types, ...Object.values(manifest.bin)];
    for (const path of [...code, ...declarations, ...named]) {
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    }
  });

  it("export what they promise, and nothing else can be required", async () => {
    const script = `
      const names = ["", "/api", "/emulator", "/provider", "/testing", "/native"].map((path) => Object.keys(require("pulumi-cams" + path)).sort());
      let code;
      try { require("pulumi-cams/dist/provider/config.js"); } catch (error) { code = error.code; }
      return [...names, code];`;
    const [sdk, api, emulator, provider, testing, native, code] = (await evaluate(script)) as [
      string[],
      string[],
      string[],
      string[],
      string[],
      string[],
      string,
    ];
    expect(sdk).toEqual(expect.arrayContaining(["ConversationalAutomation", "Provider"]));
    expect(api).toEqual(expect.arrayContaining(["CamsError", "createClient", "isCamsError"]));
    expect(emulator).toContain("startEmulator");
    expect(provider).toEqual(["provider"]);
    expect(testing).toEqual(["camsMocks"]);
    expect(native).toEqual(["serve"]);
    expect(code).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("reach the provider by the text that every user's state holds", async () => {
    const compiled = readFileSync(join(root, "dist", "sdk", "provider-text.js"), "utf8");
    expect(compiled).toContain(`'${PROVIDER_TEXT}'`);
    const methods = await evaluate(`
      const exports = {};
      ${PROVIDER_TEXT};
      return Object.entries(exports.handler()).map(([name, value]) => name + " " + typeof value).sort();`);
    expect(methods).toEqual(LIFECYCLE.map((name) => `${name} function`));
  });
});

describe("what a process loads", () => {
  const NUMBER = '{ custSpaceId: "cams-space", phoneNumber: "8613000000001" }';

  /** The packages that a script has loaded in the end. */
  async function packagesOf(script: string): Promise<string[]> {
    const files = (await evaluate(`
      await (async () => { ${script} })().catch(() => undefined);
      return Object.keys(require.cache);`)) as string[];
    const names = files.map((file) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1] ?? "");
    return [...new Set(names)].filter((name) => name !== "").sort();
  }

  const START = `
    const { provider } = require("pulumi-cams/provider");
    await provider.configure({ config: { get: (key) => ({ "cams:endpoint": "127.0.0.1:1", "cams:accessKey": "id",
      "cams:secretKey": "secret", "cams:retryTimeoutSeconds": "1" })[key] } });`;

  it("is neither the client nor the credentials in a preview", async () => {
    const loaded = await packagesOf(`${START}
      await provider.check({}, ${NUMBER});
      await provider.diff("cams-space/8613000000001", ${NUMBER}, ${NUMBER});`);
    expect(loaded).toEqual(["zod"]);
  });

  it("is both when a call is due", async () => {
    const loaded = await packagesOf(`${START} await provider.create(${NUMBER});`);
    expect(loaded).toEqual(
      expect.arrayContaining(["@alicloud/credentials", "@alicloud/openapi-client", "bottleneck", "zod"]),
    );
    expect(loaded).not.toContain("@pulumi/pulumi");
  });

  it.each([
    ["nothing else in a program", "", []],
    ["the schema too in a program with a fleet", "new cams.ConversationalAutomationFleet('a', {});", ["zod"]],
    ["the reader too in a program with a spreadsheet", "cams.numbersFromCsv('');", ["csv-parse"]],
  ])("is Pulumi, and %s", async (_, script, others) => {
    const bare = await packagesOf('require("@pulumi/pulumi");');
    const loaded = await packagesOf(`const cams = require("pulumi-cams"); ${script}`);
    expect(loaded.filter((name) => !bare.includes(name))).toEqual(others);
  });
});
