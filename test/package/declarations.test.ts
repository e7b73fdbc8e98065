import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { install, pack, PULUMI, run } from "./npm.js";

/** Each entry point, with the oldest TypeScript that reads its declarations, a program, and the one mistake in it. */
const ENTRY_POINTS = [
  {
    name: "pulumi-cams",
    floor: 3.8,
    program: `
      import { ConversationalAutomation, Provider } from "pulumi-cams";
      const provider = new Provider("account", { accessKey: "id", secretKey: "secret", maxInFlight: 1 });
      const args = { custSpaceId: "space", phoneNumber: "8613000000001" };
      new ConversationalAutomation("number", args, { provider }).prompts.apply((prompts) => prompts.missing);`,
    mistake: "Property 'missing' does not exist on type 'string[]'.",
  },
  {
    name: "pulumi-cams/emulator",
    floor: 3.8,
    program: `
      import { startEmulator } from "pulumi-cams/emulator";
      startEmulator({ port: 0 }).then((emulator) => emulator.missing);`,
    mistake: "Property 'missing' does not exist on type 'Emulator'.",
  },
  {
    name: "pulumi-cams/api",
    floor: 4.5,
    program: `
      import { createClient } from "pulumi-cams/api";
      const client = createClient({ endpoint: "127.0.0.1:1" });
      const key = { custSpaceId: "space", phoneNumber: "8613000000001" };
      client.getConversationalAutomation(key).then((settings) => settings.missing);`,
    mistake: "Property 'missing' does not exist on type 'Settings'.",
  },
  {
    name: "pulumi-cams/provider",
    floor: 5.0,
    program: `
      import { provider } from "pulumi-cams/provider";
      provider.check({}, {}).then((result) => result.missing);`,
    mistake: "Property 'missing' does not exist on type 'CheckResult'.",
  },
];

const OLD_RESOLUTION = { moduleResolution: "node", module: "commonjs" };
const RESOLUTIONS = [
  OLD_RESOLUTION,
  { moduleResolution: "nodenext", module: "nodenext" },
  { moduleResolution: "bundler", module: "esnext" },
];

/** The compilers; the first is the one inside of Pulumi. Whole: they read the declarations of all other packages too. */
const COMPILERS = [
  { version: "3.8.3", resolutions: [OLD_RESOLUTION], isWhole: false },
  { version: "4.5.5", resolutions: [OLD_RESOLUTION], isWhole: false },
  { version: "5.0.4", resolutions: RESOLUTIONS, isWhole: false },
  { version: "5.9.3", resolutions: RESOLUTIONS, isWhole: true },
  { version: "6.0.3", resolutions: RESOLUTIONS, isWhole: true },
];

/** Prints the errors that a compiler finds in the programs, in the declarations of this package and, if whole, elsewhere. */
const COMPILE = `
  const [compiler, options, isWhole, ...names] = JSON.parse(process.argv[1]);
  const ts = require(compiler);
  const program = ts.createProgram(names, ts.convertCompilerOptionsFromJson(options, ".").options);
  const errorsIn = (files) => files.flatMap((file) => ts.getPreEmitDiagnostics(program, file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\\n"));
  const isOurs = ({ fileName }) => /node_modules\\/pulumi-cams\\//.test(fileName);
  const isElsewhere = (file) => !isOurs(file) && !names.includes(file.fileName);
  const files = program.getSourceFiles();
  console.log(JSON.stringify({
    version: ts.version,
    programs: errorsIn(names.map((name) => program.getSourceFile(name))),
    ours: errorsIn(files.filter(isOurs)),
    elsewhere: isWhole ? errorsIn(files.filter(isElsewhere)) : [],
  }));`;

interface Errors {
  version: string;
  programs: string[];
  ours: string[];
  elsewhere: string[];
}

/** A folder with the packed package, Pulumi, the compilers and a program for each entry point. */
let consumer = "";

beforeAll(async () => {
  consumer = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-declarations-")));
  writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true }\n');
  const compilers = COMPILERS.slice(1).map(({ version }) => `typescript-${version}@npm:typescript@${version}`);
  const { tarball } = await pack(consumer);
  await install(consumer, tarball, PULUMI, "@types/node@20", ...compilers);
  for (const { name, program } of ENTRY_POINTS) writeFileSync(join(consumer, fileOf(name)), program);
}, 180_000);

afterAll(() => {
  rmSync(consumer, { recursive: true, force: true });
});

function fileOf(entryPoint: string): string {
  return `${entryPoint.replace("/", "-")}.ts`;
}

describe.each(COMPILERS)("TypeScript $version", ({ version, resolutions, isWhole }) => {
  const readable = ENTRY_POINTS.filter(({ floor }) => floor <= parseFloat(version));

  it.each(resolutions)("finds no error in the declarations, resolved as $moduleResolution", async (resolution) => {
    const compiler = version === COMPILERS[0]?.version ? "@pulumi/pulumi/typescript-shim.js" : `typescript-${version}`;
    const options = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      esModuleInterop: true,
      target: "es2019",
      types: ["node"],
    };
    const deprecated = version.startsWith("6.") ? { ignoreDeprecations: "6.0" } : {};
    const files = readable.map(({ name }) => fileOf(name));
    const input = JSON.stringify([compiler, { ...options, ...resolution, ...deprecated }, isWhole, ...files]);
    const errors = JSON.parse(await run(consumer, process.execPath, "-e", COMPILE, input)) as Errors;
    expect(errors.version).toBe(version);
    expect(errors.ours).toEqual([]);
    expect(errors.programs).toEqual(readable.map(({ mistake }) => mistake));
    expect(errors.elsewhere).toEqual([]);
  });
});
