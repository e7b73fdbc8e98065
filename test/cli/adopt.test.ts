import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import type { Emulator, NumberSettingsArgs } from "../../emulator/index.js";
import { makeFolder, startCli, type CliOutcome, type CliRun } from "../support/cli.js";
import { describeWithSignals } from "../support/processes.js";
import { emulate, operationsOf } from "../support/service.js";
import { until } from "../support/until.js";

jest.setTimeout(60_000);

const KEPT = /^\.pulumi-cams-adopt-[0-9a-f]{8}\.jsonl$/;

/** So many numbers of the space cams-1, with a prompt each. */
function numbers(count: number): NumberSettingsArgs[] {
  return Array.from({ length: count }, (_, index) => numberAt(index));
}

function numberAt(index: number): NumberSettingsArgs {
  return { custSpaceId: "cams-1", phoneNumber: String(100_000 + index), prompts: [`Prompt ${index}`] };
}

function start(folder: string, emulator: Emulator, ...args: string[]): CliRun {
  const variables = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: emulator.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: emulator.accessKeySecret,
  };
  const flags = args.includes("--space") ? args : ["--space", "cams-1", ...args];
  return startCli(folder, ["adopt", "--endpoint", emulator.endpoint, ...flags], variables);
}

function adopt(folder: string, emulator: Emulator, ...args: string[]): Promise<CliOutcome> {
  return start(folder, emulator, ...args).ended;
}

function readsOf(emulator: Emulator): (string | null)[] {
  const reads = emulator.requests().filter(({ operation }) => operation === "GetConversationalAutomation");
  return reads.map(({ phoneNumber }) => phoneNumber).sort();
}

/** A folder with a project, as `pulumi new typescript` makes one, but for what a test gives. */
function makeProject(files: Readonly<Record<string, string>> = {}): string {
  const folder = makeFolder();
  const all = { "Pulumi.yaml": "name: project\nruntime: nodejs\n", "package.json": '{ "main": "index.ts" }', ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}

describe("pulumi-cams adopt", () => {
  it("writes both files for all numbers of a space, by reads alone, and says what to run next", async () => {
    const other = { custSpaceId: "cams-2", phoneNumber: "200001" };
    const emulator = await emulate({ numbers: [...numbers(2), other] });
    const folder = makeProject();
    const next = `Next, in the project's folder, with Pulumi 3.254 or newer:
  pulumi import --file import.json --generate-code=false --protect=false
  pulumi up

Neither command writes to the service, and the second ends with everything unchanged.
If the preview of \`pulumi up\` shows a delete, stop: index.ts is not the stack's program.
Remove import.json in the end: it holds the settings in plain text.
`;
    expect(await adopt(folder, emulator)).toEqual({
      status: 0,
      stdout: `Wrote index.ts and import.json: 2 numbers.\n\n${next}`,
      stderr: "Takes its configuration from --endpoint, then the environment, since there is no `pulumi` on PATH.\n",
    });
    expect(readdirSync(folder).sort()).toEqual(["Pulumi.yaml", "import.json", "index.ts", "package.json"]);
    const program = readFileSync(join(folder, "index.ts"), "utf8");
    expect(program.replaceAll(/^\/\/ ?/gm, "")).toContain(`Written by \`pulumi-cams adopt\`.\n\n${next}\n`);
    expect(program).toContain('"Prompt 0",');
    expect(program).toContain('"Prompt 1",');
    expect(program).not.toContain("200001");
    if (process.platform !== "win32") expect(statSync(join(folder, "import.json")).mode & 0o777).toBe(0o600);
    expect(operationsOf(emulator)).toEqual([
      "QueryChatappPhoneNumbers",
      "GetConversationalAutomation",
      "GetConversationalAutomation",
    ]);
  });

  it("writes the named numbers alone, each once, without a list, into a folder that it makes", async () => {
    const emulator = await emulate({ numbers: numbers(3) });
    const folder = makeFolder();
    const phones = ["100001", "100000", "100001"].flatMap((number) => ["--phone", number]);
    const { status, stdout } = await adopt(folder, emulator, ...phones, "--out", "a b/c");
    expect(status).toBe(0);
    expect(stdout).toContain(
      `Wrote ${join("a b", "c", "index.ts")} and ${join("a b", "c", "import.json")}: 2 numbers.`,
    );
    expect(operationsOf(emulator)).toEqual(["GetConversationalAutomation", "GetConversationalAutomation"]);
    expect(readdirSync(join(folder, "a b/c")).sort()).toEqual(["import.json", "index.ts"]);
  });

  it("never overwrites a file, and makes no call to find that out, unless it is forced", async () => {
    const emulator = await emulate({ numbers: numbers(1) });
    const folder = makeFolder();
    writeFileSync(join(folder, "index.ts"), "mine");
    expect(await adopt(folder, emulator)).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "pulumi-cams: index.ts is there already. Choose another folder with --out, or write --force to overwrite.\n",
    });
    expect(emulator.requests()).toEqual([]);
    expect(readdirSync(folder)).toEqual(["index.ts"]);
    expect(readFileSync(join(folder, "index.ts"), "utf8")).toBe("mine");

    expect((await adopt(folder, emulator, "--force")).status).toBe(0);
    expect(readFileSync(join(folder, "index.ts"), "utf8")).toContain("cams.ConversationalAutomation");
  });

  it("leaves out a number that the service does not know, and names it", async () => {
    const emulator = await emulate({ numbers: numbers(1), behaviour: { unknownNumbers: "reject" } });
    const folder = makeFolder();
    const { status, stderr } = await adopt(folder, emulator, "--phone", "100000", "--phone", "999999");
    expect(status).toBe(0);
    expect(stderr).toContain(
      "999999 is left out. GetConversationalAutomation failed for cams-1/999999: InvalidParameter.PhoneNumberError: ",
    );
    expect(readFileSync(join(folder, "index.ts"), "utf8")).not.toContain("999999");
  });

  it("says so when nothing is left", async () => {
    const emulator = await emulate({ behaviour: { unknownNumbers: "reject" } });
    const folder = makeFolder();
    const { status, stderr } = await adopt(folder, emulator, "--phone", "999999");
    expect(status).toBe(1);
    expect(stderr).toContain("pulumi-cams: There is nothing to adopt: the service knows none of the numbers.\n");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves out a listed number that no resource can have", async () => {
    const emulator = await emulate({ numbers: [...numbers(1), { custSpaceId: "cams-1", phoneNumber: "0049 30" }] });
    const { status, stderr } = await adopt(makeFolder(), emulator);
    expect(status).toBe(0);
    expect(stderr).toContain('"0049 30" is left out, since no resource can have it: Expected 6 to 15 digits');
    expect(readsOf(emulator)).toEqual(["100000"]);
  });

  it("declares what breaks a limit, warns of it without showing it, and says what to do first", async () => {
    const emulator = await emulate({ numbers: [{ ...numberAt(0), prompts: ["1", "2", "3", "4", "Hidden"] }] });
    const folder = makeProject();
    const { status, stdout, stderr } = await adopt(folder, emulator);
    expect(status).toBe(0);
    expect(stderr).toContain(
      "`pulumi up` refuses what is there. 100000: prompts[4]: Expected at most 4 prompts, found 5.\n",
    );
    expect(stdout).toContain(
      "\nFirst mend 1 place in index.ts, which a comment marks: `pulumi up` refuses what is there",
    );
    expect(stdout).not.toContain("everything unchanged");
    expect(stdout + stderr).not.toContain("Hidden");
    expect(readFileSync(join(folder, "index.ts"), "utf8")).toContain("Hidden");
  });
});

describe("pulumi-cams adopt, where index.ts is not the project's program,", () => {
  const DANGEROUS = /^ {2}pulumi (import|up)/m;

  it.each([
    [
      "a folder below",
      { "index.ts": "mine" },
      "space-y",
      "index.ts, and not space-y/index.ts",
      ['write into index.ts: import "./space-y";', "pulumi import --file space-y/import.json "],
    ],
    [
      "index.js beside it, which package.json names",
      { "package.json": '{ "main": "index.js" }', "index.js": "mine" },
      ".",
      "index.js, and not index.ts",
      ['write into index.js: require("./index.ts");', "pulumi import --file import.json "],
    ],
    [
      "index.js beside it, which nothing names",
      { "package.json": "{}", "index.js": "mine" },
      ".",
      "index.js, and not index.ts",
      ['write into index.js: require("./index.ts");', "pulumi import --file import.json "],
    ],
  ])("in %s, says what would be lost, and what to do first", async (_, files, out, which, steps) => {
    const folder = makeProject(files);
    const { status, stdout } = await adopt(folder, await emulate({ numbers: numbers(1) }), "--out", out);
    expect(status).toBe(0);
    expect(stdout).not.toMatch(DANGEROUS);
    expect(stdout).toContain(
      `\nDo not import yet: the project's program is ${which}.\nWith it, \`pulumi up\` would delete`,
    );
    expect(stdout).toContain(`and in this order:\n  1. ${steps[0]}\n  2. ${steps[1]}--generate-code=false`);
    expect(stdout).toContain("\n  3. pulumi up\n");
    expect(stdout).toContain("index.ts is not in the stack's program.\n");
    const program = readFileSync(join(folder, out, "index.ts"), "utf8");
    expect(program.replaceAll(/^\/\/ ?/gm, "")).toContain(stdout.slice(stdout.indexOf("Do not")));
  });

  it("for want of a project, says how to make one", async () => {
    const folder = makeFolder();
    const { status, stdout } = await adopt(folder, await emulate({ numbers: numbers(1) }));
    expect(status).toBe(0);
    expect(stdout).not.toMatch(DANGEROUS);
    expect(stdout).toContain("Do not import this: neither its folder nor one above it is a Pulumi project of Node.js");
    expect(stdout).toContain("Run `pulumi new typescript` in an empty folder");
    expect(readdirSync(folder).sort()).toEqual(["import.json", "index.ts"]);
  });

  it("makes what it writes below the project the program when Pulumi.yaml names that folder", async () => {
    const folder = makeProject({ "Pulumi.yaml": "name: project\nruntime: nodejs\nmain: program\n" });
    mkdirSync(join(folder, "program"));
    writeFileSync(join(folder, "program", "package.json"), "{}");
    const { stdout } = await adopt(folder, await emulate({ numbers: numbers(1) }), "--out", "program");
    expect(stdout).toContain("\n  pulumi import --file program/import.json --generate-code=false --protect=false\n");
  });
});

describe("pulumi-cams adopt fails", () => {
  it("for a space without numbers", async () => {
    const folder = makeFolder();
    const { status, stderr } = await adopt(folder, await emulate());
    expect(status).toBe(1);
    expect(stderr).toContain(
      "pulumi-cams: The space cams-1 has no numbers. Check --space, and that the credentials are the right account's.\n",
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("for a space of another account", async () => {
    const accounts = [{ accessKeyId: "id", accessKeySecret: "secret", spaces: ["cams-2"] }];
    const { status, stderr } = await adopt(makeFolder(), await emulate({ accounts }));
    expect(status).toBe(1);
    expect(stderr).toContain("pulumi-cams: QueryChatappPhoneNumbers failed: Unknown.ResourceOwnerId: ");
    expect(stderr).toContain("The credentials came from the environment variable ALIBABA_CLOUD_ACCESS_KEY_ID.");
  });

  it("at once with the first other error, writes nothing, and speaks of the command to run again", async () => {
    const emulator = await emulate({ numbers: numbers(40) });
    emulator.fail({ fault: "no-permission", operation: "GetConversationalAutomation", phoneNumber: "100007" });
    const folder = makeFolder();
    const { status, stdout, stderr } = await adopt(folder, emulator);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^pulumi-cams: GetConversationalAutomation failed for cams-1\/100007: NoPermission: /m);
    expect(stderr).toMatch(
      /numbers are read and kept for two hours: run the same command again, and it goes on from there\.\n$/,
    );
    expect(readsOf(emulator).length).toBeLessThan(40);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(KEPT)]);
  });

  it.each([
    [[], "Expected --space with the id of a space."],
    [
      ["--space", "cams 1"],
      '--space "cams 1": Expected a space id without spaces, like "cams-3ie…", found a string of 6 characters.',
    ],
    [
      ["--space", "cams-1", "--phone", "100000", "--phone", "+86 130-0000-0001"],
      '--phone "+86 130-0000-0001": Expected 6 to 15 digits, beginning with the country code, and nothing else. ' +
        'Write "8613000000001", without plus sign, spaces and signs.',
    ],
    [
      ["--space", "cams-1", "--endpoint", "http://example.com"],
      "--endpoint: Expected HTTPS: plain HTTP is only used to this machine. Leave `http://` out.",
    ],
    [
      ["--space", "cams-1", "--stack", "dev"],
      "Expected --stack in a Pulumi project only: neither this folder nor one above it is one.",
    ],
    [["--space", "cams-1", "cams-2"], "Unexpected argument 'cams-2'. This command does not take positional arguments"],
  ])("as a mistake in the command line for %j", async (args, message) => {
    const folder = makeFolder();
    const { status, stdout, stderr } = await startCli(folder, ["adopt", ...args]).ended;
    expect([status, stdout, stderr]).toEqual([2, "", `pulumi-cams: ${message}\nSee pulumi-cams --help.\n`]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describeWithSignals("pulumi-cams adopt, interrupted", () => {
  it.each([
    ["SIGINT", 130, "Interrupted. "],
    ["SIGTERM", 143, "Interrupted. "],
    ["SIGKILL", null, ""],
  ] as const)("by %s, keeps what it has read, and goes on from there", async (signal, status, said) => {
    const emulator = await emulate({ numbers: numbers(12) });
    const folder = makeFolder();
    const file = () => join(folder, readdirSync(folder).find((name) => KEPT.test(name)) ?? "none");
    const kept = () => readFileSync(file(), "utf8").split("\n").length - 2;
    const run = start(folder, emulator);
    await until(() => existsSync(file()) && kept() >= 3);
    run.child.kill(signal);
    const interrupted = await run.ended;
    expect([interrupted.status, interrupted.stdout]).toEqual([status, ""]);
    const count = kept();
    if (said) expect(interrupted.stderr).toContain(`${said}${count} numbers are read and kept for two hours: run `);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(KEPT)]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);

    emulator.setNumber({ ...numberAt(99), custSpaceId: "cams-1" });
    const before = readsOf(emulator).length;
    const second = await adopt(folder, emulator);
    expect(second.status).toBe(0);
    expect(second.stderr).toContain(`Goes on from ${count} of 13 numbers, which an earlier run has read.\n`);
    expect(readsOf(emulator)).toHaveLength(before + 13 - count);
    expect(readdirSync(folder).sort()).toEqual(["import.json", "index.ts"]);
    const program = readFileSync(join(folder, "index.ts"), "utf8");
    for (const index of [0, 11, 99]) expect(program).toContain(`"Prompt ${index}"`);
  });
});
