import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { diagnose } from "../../../cli/doctor/diagnose.js";
import { checkEngine, checkNode } from "../../../cli/doctor/machine-checks.js";
import { makeFolder } from "../../support/cli.js";
import {
  ACCOUNT,
  diagnoseWith,
  folderWith,
  NO_OPERATIONS,
  surroundings,
  variablesOf,
  WELL,
} from "../../support/doctor.js";
import { root } from "../../support/engine.js";
import { describeWithSignals } from "../../support/processes.js";
import { emulate } from "../../support/service.js";

/** A folder with a script as its `pulumi`. */
const engineThat = (script: string) => folderWith({ pulumi: `#!/bin/sh\n${script}\n` });

const PROJECT = { "Pulumi.yaml": "name: project\nruntime: nodejs\n" };

describe("checkNode", () => {
  it.each(["v20.19.0", "v20.20.2", "v22.0.0", "v24.1.0"])("accepts %s", (version) => {
    expect(checkNode(version)).toEqual({ name: "node", status: "ok", found: `Node.js ${version.slice(1)}` });
  });

  it.each(["v20.18.3", "v18.20.0", "v8.0.0"])("rejects %s as too old", (version) => {
    expect(checkNode(version)).toMatchObject({
      status: "problem",
      found: `Node.js ${version.slice(1)} is too old.`,
      cure: expect.stringContaining("Install Node.js 20.19 or newer"),
    });
  });

  it("requires the versions that package.json requires", () => {
    const { engines, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      engines: { node: string };
      peerDependencies: Record<string, string>;
    };
    expect([engines.node, peerDependencies["@pulumi/pulumi"]]).toEqual([">=20.19", ">=3.216.0 <4"]);
  });

  it("prevents calls that an old Node.js may not support", async () => {
    const emulator = await emulate({ accounts: [ACCOUNT] });
    const environment = { ...surroundings(), ...variablesOf(ACCOUNT) };
    const machine = { nodeVersion: "v18.20.0", folder: makeFolder(), environment };
    const checks = await diagnose({ endpoint: emulator.endpoint }, machine);
    expect(Object.fromEntries(checks.map(({ name, status }) => [name, status]))).toEqual({
      ...WELL,
      node: "problem",
      endpoint: "unknown",
      clock: "unknown",
      ...NO_OPERATIONS,
    });
    expect(emulator.requests()).toEqual([]);
  });
});

describe("checkEngine", () => {
  it("reports the version of the engine on PATH", async () => {
    expect(await checkEngine(surroundings())).toMatchObject({
      status: "ok",
      found: expect.stringMatching(/^Pulumi 3\./),
    });
  });

  it("reports a missing engine, and the other checks use the environment, even in a project", async () => {
    const { endpoint } = await emulate({ accounts: [ACCOUNT] });
    const options = { args: ["--endpoint", endpoint], environment: { PATH: makeFolder() } };
    const { status, statuses, said } = await diagnoseWith(ACCOUNT, { ...options, folder: folderWith(PROJECT) });
    expect([status, statuses]).toEqual([1, { ...WELL, engine: "problem" }]);
    expect(said("engine")).toMatch(/^`pulumi` is not on PATH\. Install Pulumi: https:/);
    expect(said("configuration")).toContain("the environment, since `pulumi` is not on PATH");
  });
});

describeWithSignals("checkEngine, with a script as the engine,", () => {
  it.each([
    ["v3.216.0", "ok"],
    ["v3.999.1-alpha.1+dirty", "ok"],
    ["3.300.0", "ok"],
    ["v3.215.9", "problem"],
    ["v2.300.0", "problem"],
    ["v4.0.0", "problem"],
  ])("judges %s: %s", async (version, status) => {
    const check = await checkEngine({ PATH: engineThat(`echo ${version}`) });
    expect(check.status).toBe(status);
    expect(check.found).toContain(`Pulumi ${version.replace("v", "")}`);
    expect(check.cure ?? "").toContain(status === "ok" ? "" : "Install Pulumi 3.216 or a newer 3.x: https:");
  });

  it.each([
    ["exit 3", "`pulumi version` failed: 3."],
    ["echo hello", '`pulumi version` printed "hello".'],
    ["true", "`pulumi version` printed nothing."],
  ])("reports a broken engine: %s", async (script, found) => {
    const check = await checkEngine({ PATH: engineThat(script) });
    expect(check).toMatchObject({ status: "problem", found, cure: expect.stringContaining("Install Pulumi again") });
  });

  it("skips the checks that need a working engine", async () => {
    const emulator = await emulate({ accounts: [ACCOUNT] });
    const environment = { PATH: engineThat("echo broken >&2; exit 3") };
    const options = { args: ["--endpoint", emulator.endpoint], environment, folder: folderWith(PROJECT) };
    const { status, statuses, said } = await diagnoseWith(ACCOUNT, options);
    const unknown = { configuration: "unknown", credentials: "unknown", endpoint: "unknown", clock: "unknown" };
    expect([status, statuses]).toEqual([1, { ...WELL, engine: "problem", ...unknown, ...NO_OPERATIONS }]);
    expect(said("configuration")).toBe("not checked: fix the engine first");
    expect(emulator.requests()).toEqual([]);
  });
});
