import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { EmulatorProcess } from "../support/emulator-process.js";
import { root } from "../support/engine.js";
import { copyExample, copyExampleOfCommand, runIn, runJestIn } from "../support/example-copy.js";
import { commandsOf } from "../support/pages.js";
import { send } from "./http.js";

const readmeOf = (example: string) => commandsOf(join("examples", example, "README.md"));

describe("the example emulator-jest", () => {
  it("has tests that pass, as its README says", async () => {
    expect(readmeOf("emulator-jest")).toEqual(["npm install", "npm test"]);
    const { status, output } = await runJestIn(copyExample("emulator-jest"));
    expect([status, output]).toEqual([0, expect.stringMatching(/Tests: +3 passed, 3 total/)]);
  });
});

describe("the example emulator-python", () => {
  const [install, ...test] = readmeOf("emulator-python");
  const [python = "", ...args] = test[0]?.split(" ") ?? [];

  it("has tests that pass, as its README says", async () => {
    expect([install, test]).toEqual(["npm install", ["python3 -m unittest"]]);
    const { status, output } = await runIn(copyExampleOfCommand("emulator-python"), python, args);
    expect([status, output]).toEqual([0, expect.stringMatching(/^Ran 2 tests in [^]*^OK$/m)]);
  });

  it("has tests that fail if the script calls for another number", async () => {
    const folder = copyExampleOfCommand("emulator-python");
    const script = join(folder, "prompts.py");
    writeFileSync(script, readFileSync(script, "utf8").replace('"PhoneNumber": number', '"PhoneNumber": "1"'));
    const { status, output } = await runIn(folder, python, args);
    expect([status, output]).toEqual([1, expect.stringContaining("AssertionError: '1' != '442000000001'")]);
  });
});

describe("the container file of the example emulator-container", () => {
  it("runs an emulator that answers at whatever port it is mapped to, and to no other name", async () => {
    const file = readFileSync(join(root, "examples", "emulator-container", "Dockerfile"), "utf8");
    const [, entrypoint = ""] = /^ENTRYPOINT (.*)$/m.exec(file) ?? [];
    const [command, name, ...flags] = JSON.parse(entrypoint) as string[];
    expect([command, name, ...flags.slice(0, 2)]).toEqual(["pulumi-cams", "emulator", "--port", "4010"]);
    const free = flags.map((argument) => (argument === "4010" ? "0" : argument));
    const endpoint = await new EmulatorProcess(...free, "--json").endpoint();
    const statuses: number[] = [];
    for (const host of ["127.0.0.1:4010", "localhost:8080", "emulator:4010", "evil.example"])
      statuses.push((await send(endpoint, { target: "/_emulator/requests", headers: { host } })).status);
    expect(statuses).toEqual([200, 200, 403, 403]);
  });
});
