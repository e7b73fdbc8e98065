import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { install, link, pack, run, unpack } from "./npm.js";

/** Each entry point, with the oldest TypeScript that reads its declarations, a program, and the one mistake in it. */
const ENTRY_POINTS = [
  {
    name: "pulumi-cams",
    floor: 3.8,
    program: `
      import { ConversationalAutomation, ConversationalAutomationFleet, numbersFromCsv, Provider } from "pulumi-cams";
      const provider = new Provider("account", { accessKey: "id", secretKey: "secret", maxInFlight: 1 });
      const args = { custSpaceId: "space", phoneNumber: "8613000000001" };
      const numbers = numbersFromCsv("phoneNumber,profile");
      new ConversationalAutomationFleet("fleet", { custSpaceId: "space", profiles: { english: {} }, numbers });
      new ConversationalAutomation("number", args, { provider }).prompts.apply((prompts) => prompts.missing);`,
    mistake: "Property 'missing' does not exist on type 'string[]'.",
  },
  {
    name: "pulumi-cams/testing",
    floor: 3.8,
    program: `
      import { camsMocks } from "pulumi-cams/testing";
      camsMocks({ call: ({ inputs }) => inputs }).missing;`,
    mistake: "Property 'missing' does not exist on type 'Mocks'.",
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
const NODE_RESOLUTION = { moduleResolution: "nodenext", module: "nodenext" };
const RESOLUTIONS = [OLD_RESOLUTION, NODE_RESOLUTION, { moduleResolution: "bundler", module: "esnext" }];

/** The compilers; the first is the one inside Pulumi. Whole: the declarations of all other packages are checked too. */
const COMPILERS = [
  { version: "3.8.3", resolutions: [OLD_RESOLUTION], isWhole: false },
  { version: "4.5.5", resolutions: [OLD_RESOLUTION], isWhole: false },
  { version: "5.0.4", resolutions: [NODE_RESOLUTION], isWhole: false },
  { version: "5.9.3", resolutions: [NODE_RESOLUTION], isWhole: false },
  { version: "6.0.3", resolutions: RESOLUTIONS, isWhole: true },
];

/**
 * Prints the errors that a compiler finds for each kind of resolution: in the programs, in this package's declarations
 * and, if whole, in all others except TypeScript's own, each of those once.
 */
const COMPILE = `
  const [compiler, ways, isWhole, ...names] = JSON.parse(process.argv[1]);
  const ts = require(compiler);
  const isOurs = ({ fileName }) => /node_modules\\/pulumi-cams\\//.test(fileName);
  const seen = new Set(names);
  console.log(JSON.stringify(ways.map((options) => {
    const program = ts.createProgram(names, ts.convertCompilerOptionsFromJson(options, ".").options);
    const errorsIn = (files) => files.flatMap((file) => ts.getPreEmitDiagnostics(program, file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\\n"));
    const files = program.getSourceFiles();
    const elsewhere = !isWhole ? [] : files.filter((file) =>
      !isOurs(file) && !program.isSourceFileDefaultLibrary(file) && !seen.has(file.fileName));
    for (const { fileName } of elsewhere) seen.add(fileName);
    return {
      version: ts.version,
      programs: errorsIn(names.map((name) => program.getSourceFile(name))),
      ours: errorsIn(files.filter(isOurs)),
      files: elsewhere.length,
      elsewhere: errorsIn(elsewhere),
    };
  })));`;

interface Errors {
  version: string;
  programs: string[];
  ours: string[];
  /** How many declarations elsewhere were checked. */
  files: number;
  elsewhere: string[];
}

/** A folder with the packed package, its dependencies, the compilers and a program for each entry point. */
let consumer = "";

beforeAll(async () => {
  consumer = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-declarations-")));
  writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true }\n');
  const compilers = COMPILERS.slice(1, -1).map(({ version }) => `typescript-${version}@npm:typescript@${version}`);
  await install(consumer, ...compilers);
  const modules = join(consumer, "node_modules");
  await unpack((await pack()).tarball, join(modules, "pulumi-cams"));
  const { dependencies } = JSON.parse(readFileSync(join(modules, "pulumi-cams", "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  link(modules, "@pulumi/pulumi", "@types/node", "typescript", ...Object.keys(dependencies));
  for (const { name, program } of ENTRY_POINTS) writeFileSync(join(consumer, fileOf(name)), program);
}, 180_000);

afterAll(() => {
  rmSync(consumer, { recursive: true, force: true });
});

function fileOf(entryPoint: string): string {
  return `${entryPoint.replace("/", "-")}.ts`;
}

function moduleOf(version: string): string {
  if (version === COMPILERS[0]?.version) return `@pulumi/pulumi/vendor/typescript@${version}/typescript.js`;
  return version === COMPILERS.at(-1)?.version ? "typescript" : `typescript-${version}`;
}

describe.each(COMPILERS)("TypeScript $version", ({ version, resolutions, isWhole }) => {
  const readable = ENTRY_POINTS.filter(({ floor }) => floor <= parseFloat(version));
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    esModuleInterop: true,
    target: "es2019",
    types: ["node"],
    ...(version.startsWith("6.") && { ignoreDeprecations: "6.0" }),
  };
  let found: Errors[] = [];

  // One process for all resolutions, so that the compiler is loaded and warmed up once.
  beforeAll(async () => {
    const ways = resolutions.map((resolution) => ({ ...options, ...resolution }));
    const input = JSON.stringify([moduleOf(version), ways, isWhole, ...readable.map(({ name }) => fileOf(name))]);
    found = JSON.parse(await run(consumer, process.execPath, "-e", COMPILE, input)) as Errors[];
  }, 180_000);

  it.each(resolutions)("finds no error in the declarations, resolved as $moduleResolution", (resolution) => {
    const errors = found[resolutions.indexOf(resolution)];
    expect(errors).toMatchObject({ version, ours: [], elsewhere: [] });
    expect((found[0]?.files ?? 0) > 0).toBe(isWhole);
    expect(errors?.programs).toEqual(readable.map(({ mistake }) => mistake));
  });
});
