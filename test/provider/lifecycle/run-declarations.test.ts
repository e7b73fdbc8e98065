import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { RunDeclarations } from "../../../provider/lifecycle/run-declarations.js";

const ENGINE = "127.0.0.1:40001";
const ID = "cams-1/8613000000000";

let folder: string;
let other: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-cams-runs-"));
  other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
});

afterEach(async () => {
  await end(other);
  rmSync(folder, { recursive: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
}

function declarationsOf(owner: number | undefined, engine = ENGINE): RunDeclarations {
  return new RunDeclarations(engine, join(folder, "own", "runs"), owner);
}

describe("the declarations of a run", () => {
  it("are visible to its other processes", () => {
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    expect(mine.has(ID)).toBe(false);
    others.declare("cams-1/8613000000001");
    expect(mine.has(ID)).toBe(false);
    others.declare(ID);
    expect(mine.has(ID)).toBe(true);
  });

  it("are visible to the process that made them, with or without an engine", () => {
    for (const mine of [declarationsOf(process.pid), new RunDeclarations(undefined, join(folder, "none"))]) {
      expect(mine.has(ID)).toBe(false);
      mine.declare(ID);
      mine.declare(ID);
      expect(mine.has(ID)).toBe(true);
    }
    expect(readdirSync(folder)).toEqual(["own"]);
  });

  it("are not visible to another run", () => {
    declarationsOf(other.pid, "127.0.0.1:40002").declare(ID);
    expect(declarationsOf(process.pid).has(ID)).toBe(false);
  });

  it("expire when their process ends", async () => {
    declarationsOf(other.pid).declare(ID);
    await end(other);
    expect(declarationsOf(process.pid).has(ID)).toBe(false);
  });

  it("disappear when their process withdraws them", () => {
    const others = declarationsOf(other.pid);
    others.declare(ID);
    others.close();
    expect(declarationsOf(process.pid).has(ID)).toBe(false);
    expect(readdirSync(join(folder, "own", "runs"))).toEqual([]);
  });

  it("are not inherited by a later process with the same process id", () => {
    declarationsOf(other.pid).declare(ID);
    declarationsOf(other.pid);
    expect(declarationsOf(process.pid).has(ID)).toBe(false);
  });

  it("are readable only by this user, and do not contain the phone numbers", () => {
    declarationsOf(other.pid).declare(ID);
    const runs = join(folder, "own", "runs");
    const [name = ""] = readdirSync(runs);
    expect(statSync(runs).mode & 0o777).toBe(0o700);
    expect(statSync(join(runs, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(runs, name), "utf8")).not.toContain("8613000000000");
  });

  it("are removed a day after their last change", () => {
    declarationsOf(other.pid).declare(ID);
    const runs = join(folder, "own", "runs");
    const [name = ""] = readdirSync(runs);
    const dayAgo = Date.now() / 1000 - 24 * 3600;
    utimesSync(join(runs, name), dayAgo + 60, dayAgo + 60);
    declarationsOf(process.pid);
    expect(readdirSync(runs)).toEqual([name]);
    utimesSync(join(runs, name), dayAgo - 60, dayAgo - 60);
    declarationsOf(process.pid);
    expect(readdirSync(runs)).toEqual([]);
  });

  it("are still visible when a file disappears while it is examined", () => {
    const runs = join(folder, "own", "runs");
    const mine = declarationsOf(process.pid);
    const others = declarationsOf(other.pid);
    for (const name of readdirSync(runs)) rmSync(join(runs, name));
    // A dangling symbolic link looks like a file that has just been removed.
    symlinkSync(join(folder, "nowhere"), join(runs, `stale-${process.pid}`));
    declarationsOf(process.pid);
    others.declare(ID);
    expect(mine.has(ID)).toBe(true);
  });

  it("stay within their process if the folder cannot be used", () => {
    writeFileSync(join(folder, "own"), "a file where the folder should be");
    const [mine, others] = [declarationsOf(process.pid), declarationsOf(other.pid)];
    others.declare(ID);
    expect(mine.has(ID)).toBe(false);
    expect(others.has(ID)).toBe(true);
  });
});
