import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { makeFolder, onOneLine, startCli, type CliOutcome } from "../support/cli.js";
import { properties, stepOf, update } from "../support/preview-document.js";
import { describeWithSignals } from "../support/processes.js";

const STEPS = [update("a", 1, {}, { prompts: ["Hello"] }), stepOf("create", "b", { after: properties(2) })];

/** A run with what it wrote into its folder. */
interface Run extends CliOutcome {
  files: Record<string, string>;
}

/** Runs `pulumi-cams preview` with a preview from a file, or from standard input. */
function previewFrom(preview: object | string | Buffer, ...args: string[]): Promise<Run> {
  const folder = makeFolder();
  const isInput = Buffer.isBuffer(preview);
  const text = typeof preview === "string" ? preview : JSON.stringify(preview);
  if (!isInput) writeFileSync(join(folder, "preview.json"), text);
  return run(folder, ["--from", isInput ? "-" : "preview.json", ...args], {}, isInput ? preview : "");
}

async function run(
  folder: string,
  args: string[],
  variables: NodeJS.ProcessEnv = {},
  input: string | Buffer = "",
): Promise<Run> {
  const outcome = await startCli(folder, ["preview", ...args], variables, input).ended;
  const names = readdirSync(folder).filter((name) => /\.(html|md)$/.test(name));
  return {
    ...outcome,
    files: Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")])),
  };
}

describe("pulumi-cams preview", () => {
  it("writes a page, and what it says in short on the terminal", async () => {
    const warning = { severity: "warning", message: "warning: Old.\n", urn: "urn:pulumi:dev::shop::t::a\u001b[31m" };
    const { status, stdout, stderr, files } = await previewFrom({ steps: STEPS, diagnostics: [warning] });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`Preview of the stack dev: 2 numbers change.
  ~ 1 updated
  + 1 created

1 warning:
  Warning, a\\u001b[31m: Old.

Wrote pulumi-cams-preview.html.
`);
    expect(Object.keys(files)).toEqual(["pulumi-cams-preview.html"]);
    expect(files["pulumi-cams-preview.html"]).toContain("Hello");
  });

  it("writes Markdown instead, or both, or Markdown to standard output", async () => {
    const both = await previewFrom({ steps: STEPS }, "--html", "a.html", "--markdown", "b.md");
    expect(Object.keys(both.files)).toEqual(["a.html", "b.md"]);
    expect(both.stdout).toContain("Wrote a.html.\nWrote b.md.\n");
    const { stdout, stderr, files } = await previewFrom({ steps: STEPS }, "--markdown", "-");
    expect(stdout).toBe(both.files["b.md"]);
    expect(stderr).toContain("2 numbers change");
    expect(files).toEqual({});
  });

  it("ends with 1 and writes all files when the preview has an error", async () => {
    const preview = { steps: STEPS, diagnostics: [{ severity: "error", message: "error: Too long.\n" }] };
    const { status, stdout, files } = await previewFrom(preview, "--markdown", "b.md", "--html", "a.html");
    expect(status).toBe(1);
    expect(onOneLine(stdout)).toContain("Error: Too long.  The preview failed, so it is incomplete");
    expect(files["a.html"]).toContain("At least 2 numbers change");
    expect(files["b.md"]).toContain("**At least 2 numbers change:**");
  });

  it("takes standard input, in UTF-16 too, and a preview of an event a line", async () => {
    const utf16 = await previewFrom(
      Buffer.from(`\ufeff${JSON.stringify({ steps: STEPS })}`, "utf16le"),
      "--markdown",
      "-",
    );
    const [type, urn] = ["pulumi-nodejs:cams:ConversationalAutomation", "urn:pulumi:dev::shop::x::a"];
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };
    const events = [
      { diagnosticEvent: { severity: "debug", message: "planted" } },
      {
        resourcePreEvent: {
          metadata: {
            op: "update",
            urn,
            type,
            old: { type, outputs: properties(1, { prompts: ["A"] }) },
            new: { type, inputs: properties(1, { prompts: ["A", secret] }) },
          },
        },
      },
      { policyEvent: { resourceUrn: urn, message: "Against a policy.", enforcementLevel: "mandatory" } },
      { diagnosticEvent: { severity: "error", prefix: "error: ", message: "preview failed\n" } },
      { summaryEvent: { resourceChanges: { update: 1 }, result: "failed" } },
    ];
    const lines = events.map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 1, ...event })}\n`).join("");
    const streamed = await previewFrom(lines, "--markdown", "-");
    expect([utf16.status, streamed.status]).toEqual([0, 1]);
    expect(utf16.stdout).toContain("+   Hello");
    expect(streamed.stdout).toContain("Error, a: Against a policy.\n```");
    expect(streamed.stdout).toContain("prompts: now a secret, which a preview does not show</summary>");
    expect(streamed.stdout).not.toContain("planted");
  });

  it.each([
    ["what is not a preview", "planted", [], 1, "Expected what `pulumi preview --json` writes"],
    ["a file that is not there", {}, ["--from", "other.json"], 2, "Could not read other.json: ENOENT."],
    [
      "a folder that is not there",
      { steps: STEPS },
      ["--html", "no/such.html"],
      1,
      "Could not write no/such.html: ENOENT.",
    ],
    ["a page on standard output", { steps: STEPS }, ["--html", "-"], 2, "--html needs the name of a file"],
  ])("says what is wrong with %s", async (_, preview, args, status, message) => {
    const outcome = await previewFrom(preview, ...args);
    expect([outcome.status, outcome.stdout]).toEqual([status, ""]);
    expect(onOneLine(outcome.stderr)).toContain(message);
    expect(outcome.stderr).not.toContain("planted");
  });

  describeWithSignals("with a `pulumi`", () => {
    /** A project with a script as its `pulumi`, and others beside it. */
    function folderWith(scripts: Record<string, string>): { folder: string; env: NodeJS.ProcessEnv } {
      const folder = makeFolder();
      writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
      writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: STEPS }));
      for (const [name, script] of Object.entries(scripts)) {
        writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      }
      return { folder, env: { PATH: `${folder}:/bin:/usr/bin`, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" } };
    }

    it("asks it for all there is, and ends with its status", async () => {
      const script = 'echo "$*, streaming: $PULUMI_ENABLE_STREAMING_JSON_PREVIEW" > asked.md; cat preview.json; exit 7';
      const { folder, env } = folderWith({ pulumi: script });
      const { status, files, stdout } = await run(folder, ["--stack", "dev"], env);
      expect(status).toBe(7);
      expect(files["asked.md"]).toBe("preview --json --show-sames --non-interactive --stack dev, streaming: \n");
      expect(onOneLine(stdout)).toContain(
        "Error: Pulumi ended with 7 and no error in the preview. Its standard error   says more.",
      );
      expect(files["pulumi-cams-preview.html"]).toContain("At least 2 numbers change");
    });

    it("writes the files also when it fails before the preview begins, with the mark of the same stack", async () => {
      const { folder, env } = folderWith({ pulumi: "echo 'error: no key at /home/planted/key' >&2; exit 3" });
      const { status, stderr, files } = await run(folder, ["--stack", "acme/dev", "--markdown", "a.md"], env);
      expect([status, stderr]).toEqual([3, "error: no key at /home/planted/key\n"]);
      expect(files["a.md"]).toMatch(/^<!-- pulumi-cams preview: shop\/dev -->\n/);
      expect(files["a.md"]).toContain("Error: no key at [path]");
      expect(files["a.md"]).not.toContain("planted");
    });

    it("opens the page, or says what to do where nothing opens it", async () => {
      const { folder, env } = folderWith({ pulumi: "cat preview.json", "xdg-open": 'echo "$*" > opened.md' });
      const opened = await run(folder, ["--open", "--html", "a b$(x).html"], env);
      expect([opened.status, opened.stderr]).toEqual([0, ""]);
      expect(opened.files["opened.md"]).toBe(`${join(folder, "a b$(x).html")}\n`);
      writeFileSync(join(folder, "xdg-open"), "#!/bin/sh\nexit 3\n");
      const failed = await run(folder, ["--open", "--html", "a.html"], env);
      expect([failed.status, failed.stderr]).toEqual([0, "Nothing here opens it: open a.html in a browser.\n"]);
    });
  });
});
