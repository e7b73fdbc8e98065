import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { run as runCommandLine } from "../../cli/command-line/run.js";
import { startEmulator } from "../../emulator/index.js";
import { send } from "../emulator/http.js";
import { makeFolder } from "../support/cli.js";
import { EmulatorProcess } from "../support/emulator-process.js";

/** What an invalid command line is told. */
async function usageErrorOf(...flags: string[]): Promise<string> {
  let written = "";
  const status = await runCommandLine(["emulator", ...flags], { write: (text) => (written += text) });
  const [, message = written] =
    /^pulumi-cams: (.*) See pulumi-cams emulator --help\. $/.exec(written.replaceAll("\n", " ")) ?? [];
  expect(status).toBe(2);
  return message;
}

describe("pulumi-cams emulator", () => {
  it("prints its endpoint and keys as JSON, serves there, and frees the port on SIGINT", async () => {
    const run = new EmulatorProcess("--port", "0", "--json");
    const { endpoint = "", accessKeyId, accessKeySecret } = JSON.parse(await run.firstLine()) as Record<string, string>;
    expect(endpoint).toMatch(/^127\.0\.0\.1:\d+$/);
    expect([accessKeyId, accessKeySecret]).toEqual(["emulator-key-id", "emulator-key-secret"]);
    const answer = await fetch(`http://${endpoint}/_emulator/requests`);
    expect(await answer.json()).toEqual([]);
    run.child.kill("SIGINT");
    expect((await run.outcome()).status).toBe(0);
    const again = await startEmulator({ port: Number(endpoint.split(":")[1]) });
    await again.close();
  });

  it("prints the commands that configure a stack, and ends on SIGTERM with status 0", async () => {
    const run = new EmulatorProcess();
    const endpoint = /127\.0\.0\.1:\d+/.exec(await run.firstLine())?.[0] ?? "none";
    run.child.kill("SIGTERM");
    const { status, stdout } = await run.outcome();
    expect(status).toBe(0);
    for (const line of [
      `pulumi config set cams:endpoint ${endpoint}`,
      "pulumi config set --secret cams:accessKey emulator-key-id",
      "pulumi config set --secret cams:secretKey emulator-key-secret",
      `POST http://${endpoint}/_emulator/faults`,
    ])
      expect(stdout).toContain(line);
  });

  it("reports a port that is in use", async () => {
    const other = await startEmulator();
    const outcome = await new EmulatorProcess("--port", String(other.port)).outcome();
    await other.close();
    expect(outcome).toEqual({
      status: 1,
      stdout: "",
      stderr: `pulumi-cams: Port ${other.port} is in use. Choose another port, or omit --port to get a\nfree one.\n`,
    });
  });

  it("starts with a fixture that another emulator exported, and a reset brings it back", async () => {
    const numbers = [
      { custSpaceId: "cams-1", phoneNumber: "1", prompts: ["你好"] },
      { custSpaceId: "cams-1", phoneNumber: "2" },
    ];
    const other = await startEmulator({ numbers });
    const exported = await (await fetch(`http://${other.endpoint}/_emulator/numbers`)).text();
    await other.close();
    const fixture = join(makeFolder(), "numbers.json");
    // As PowerShell redirects it.
    writeFileSync(fixture, `\ufeff${exported}`, "utf16le");
    const url = `http://${await new EmulatorProcess("--json", "--fixture", fixture).endpoint()}/_emulator`;
    const held = async () => (await fetch(`${url}/numbers`)).text();
    expect(await held()).toBe(exported);
    await fetch(`${url}/numbers`, { method: "PUT", body: JSON.stringify({ ...numbers[0], prompts: [] }) });
    expect(await held()).not.toBe(exported);
    await fetch(`${url}/reset`, { method: "POST" });
    expect(await held()).toBe(exported);
  });

  it("keeps numbers in a data file, which no second emulator can use, and which comes before the fixture", async () => {
    const folder = makeFolder();
    const data = join(folder, "numbers.jsonl");
    const fixture = join(folder, "numbers.json");
    const number = (phoneNumber: string) => JSON.stringify([{ custSpaceId: "cams-1", phoneNumber }]);
    const flags = ["--json", "--data", data, "--fixture", fixture];
    for (const phoneNumber of ["1", "2"]) {
      writeFileSync(fixture, number(phoneNumber));
      const run = new EmulatorProcess(...flags);
      const answer = await fetch(`http://${await run.endpoint()}/_emulator/numbers`);
      expect(await answer.json()).toMatchObject([{ phoneNumber: "1" }]);
      const second = await new EmulatorProcess(...flags).outcome();
      expect([second.status, second.stderr.replaceAll("\n", " ")]).toEqual([
        1,
        `pulumi-cams: Cannot use ${data}: another emulator uses it. Stop that one, or choose another file. `,
      ]);
      run.child.kill("SIGKILL");
      await run.outcome();
    }
  });

  it("listens beyond the loopback with a warning, and answers for the names that it was given", async () => {
    const run = new EmulatorProcess("--json", "--host", "0.0.0.0", "--allowed-host", "127.0.0.1", "--deterministic");
    const endpoint = await run.endpoint();
    expect(run.stderr.replaceAll("\n", " ")).toBe(
      "pulumi-cams: The emulator listens on 0.0.0.0. Whoever reaches its port can read and change what it holds. ",
    );
    // As a mapped port of a container is called.
    const mapped = await send(endpoint, { target: "/_emulator/requests", headers: { host: "127.0.0.1:8080" } });
    expect(mapped.status).toBe(200);
    const { headers } = await send(endpoint, {});
    expect(headers.date).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
  });

  it.each<[string[], string]>([
    [
      ["--host", "0.0.0.0"],
      "--host 0.0.0.0 needs --allowed-host with the name by which programs call it, such as 127.0.0.1.",
    ],
    [["--allowed-host", "http://a"], '--allowed-host "http://a": Expected a host name with an optional port.'],
    [["--fixture", "/nowhere.json"], "Could not read /nowhere.json: ENOENT."],
  ])("rejects %j", async (flags, message) => {
    expect(await usageErrorOf(...flags)).toBe(message);
  });

  it.each([
    ["oops", /^Expected JSON: Unexpected token .*$/],
    ["{}", /^Expected numbers to be an array, got an object$/],
    [
      '[{"custSpaceId":"a","phoneNumber":1}]',
      /^Expected numbers\[0\]\.phoneNumber to be a non-empty string, got 1 \(number\)$/,
    ],
    [
      '[{"custSpaceId":"a","phoneNumber":"1"},{"custSpaceId":"a","phoneNumber":"2","Prompts":[]}]',
      /^Expected numbers\[1\] to have only the keys "custSpaceId", .*, got "Prompts"$/,
    ],
  ])("rejects the fixture %s", async (text, reason) => {
    const fixture = join(makeFolder(), "numbers.json");
    writeFileSync(fixture, text);
    const message = await usageErrorOf("--fixture", fixture);
    expect(message.slice(0, fixture.length + 12)).toBe(`--fixture ${fixture}: `);
    expect(message.slice(fixture.length + 12, -1)).toMatch(reason);
  });

  it("reports a host that is no address of this machine", async () => {
    const outcome = await new EmulatorProcess("--host", "192.0.2.1", "--allowed-host", "a").outcome();
    expect([outcome.status, outcome.stderr]).toEqual([
      1,
      expect.stringContaining("pulumi-cams: 192.0.2.1 is not an address of this machine.\n"),
    ]);
  });

  it.each(["65536", "-1", "x", "1.5"])("rejects the port %j", async (port) => {
    expect(await usageErrorOf("--port", port)).toBe(
      `Expected --port to be a whole number from 0 to 65535, got "${port}".`,
    );
  });
});
