import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { run } from "../../../cli/command-line/run.js";
import { makeFolder, startCli, type CliOutcome } from "../../support/cli.js";
import { root } from "../../support/engine.js";

const COMMANDS = ["adopt", "diff", "doctor", "emulator", "version"];

/** Runs the command in a process of its own, without a terminal. */
function start(...args: string[]): Promise<CliOutcome> {
  return startCli(makeFolder(), args).ended;
}

/** The exit status of a command line that fails, and what it writes on a terminal of a width. */
async function fail(args: readonly string[], columns = 1000): Promise<{ status: number; written: string }> {
  let written = "";
  const status = await run(args, { columns, write: (text) => (written += text) });
  return { status, written };
}

describe("pulumi-cams", () => {
  it("prints its help if it is asked to, and without arguments", async () => {
    const [first, ...others] = await Promise.all([start(), start("help"), start("--help"), start("-h")]);
    expect(others).toEqual([first, first, first]);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(first.stdout).toMatch(/^Usage: pulumi-cams COMMAND \[options\]\n/);
    for (const name of [...COMMANDS, "help"]) expect(first.stdout).toMatch(new RegExp(`^  ${name} +\\w`, "m"));
  });

  it.each(COMMANDS)("prints the help of %s, in lines of at most 80 columns without a terminal", async (name) => {
    const [help, option] = await Promise.all([start("help", name), start(name, "--help")]);
    expect(help).toEqual(option);
    expect(help).toMatchObject({ status: 0, stderr: "" });
    expect(help.stdout).toMatch(
      new RegExp(`^Usage: pulumi-cams ${name} .*\\n\\n[A-Z]?\\w[^]*\\n  -h, --help +print this help\\n$`),
    );
    expect(help.stdout.split("\n").filter((line) => line.length > 80 || line !== line.trimEnd())).toEqual([]);
  });

  it("prints its version", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    for (const outcome of await Promise.all([start("version"), start("--version"), start("-v")]))
      expect(outcome).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("loads no package but what a command needs", async () => {
    const folder = makeFolder();
    const hook = `process.on("exit", () => console.log(Object.keys(require.cache).join("\\n")));`;
    writeFileSync(join(folder, "hook.cjs"), hook);
    const { stdout } = await startCli(folder, ["help"], { NODE_OPTIONS: `--require=${join(folder, "hook.cjs")}` })
      .ended;
    const packages = [...stdout.matchAll(/node_modules[\\/]((?:@[^\\/\n]+[\\/])?[^\\/\n]+)/g)].map(([, name]) => name);
    expect([...new Set(packages)]).toEqual(["commander"]);
  });
});

describe("an invalid command line", () => {
  it.each([
    [["nothing"], 'Unknown command "nothing".', "pulumi-cams"],
    [["doktor"], 'Unknown command "doktor". Did you mean doctor?', "pulumi-cams"],
    [["doktor", "--json"], 'Unknown command "doktor". Did you mean doctor?', "pulumi-cams"],
    [["doktor", "--help"], 'Unknown command "doktor". Did you mean doctor?', "pulumi-cams"],
    [["help", "doktor"], 'Unknown command "doktor". Did you mean doctor?', "pulumi-cams"],
    [["--json"], 'Unknown option "--json".', "pulumi-cams"],
    [["doctor", "--jsno"], 'Unknown option "--jsno". Did you mean --json?', "pulumi-cams doctor"],
    [["emulator", "--prot", "1"], 'Unknown option "--prot". Did you mean --port?', "pulumi-cams emulator"],
    [["emulator", "1"], 'Unexpected argument "1".', "pulumi-cams emulator"],
    [["version", "1"], 'Unexpected argument "1".', "pulumi-cams version"],
    [["adopt"], "Expected --space with the id of a space.", "pulumi-cams adopt"],
    [["adopt", "--spcae", "cams-1"], 'Unknown option "--spcae". Did you mean --space?', "pulumi-cams adopt"],
    [["adopt", "--space"], "Expected a value for --space ID.", "pulumi-cams adopt"],
    [["adopt", "--space", "cams-1", "cams-2"], 'Unexpected argument "cams-2".', "pulumi-cams adopt"],
    [
      ["adopt", "--space", "--force"],
      'Expected a value for --space ID, found "--force". Is a shell variable empty?',
      "pulumi-cams adopt",
    ],
    [
      ["adopt", "--space", "cams-1", "--phone", "100000", "--phone", ""],
      "Expected a value for --phone N. Is a shell variable empty?",
      "pulumi-cams adopt",
    ],
    ...["--stack NAME", "--profile NAME", "--endpoint HOST", "--space ID"].map((flags): [string[], string, string] => [
      ["doctor", flags.replace(/ .*/, ""), ""],
      `Expected a value for ${flags}. Is a shell variable empty?`,
      "pulumi-cams doctor",
    ]),
  ])("like %j is refused, with the way to help", async (args, message, command) => {
    expect(await fail(args)).toEqual({ status: 2, written: `pulumi-cams: ${message}\nSee ${command} --help.\n` });
  });

  it.each([
    [["\u009b31m"], 'Unknown command "\\u009b31m".'],
    [["adopt", "\u009d0;title\u0007"], 'Unexpected argument "\\u009d0;title\\u0007".'],
    [["adopt", "--\u009b31m"], 'Unknown option "--\\u009b31m".'],
  ])("like %j is shown without its control characters", async (args, message) => {
    const { written } = await fail(args);
    expect(written).toContain(message);
    expect(written.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  it("is explained in lines of the terminal's width", async () => {
    expect(await fail(["adopt", "--space", "--force"], 40)).toEqual({
      status: 2,
      written: `\
pulumi-cams: Expected a value for
--space ID, found "--force". Is a shell
variable empty?
See pulumi-cams adopt --help.
`,
    });
  });
});
