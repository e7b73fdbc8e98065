import { execFileSync } from "node:child_process";
import { describe } from "@jest/globals";
import { until } from "./until.js";

/** Windows has no signals to send. */
export const describeWithSignals = process.platform === "win32" ? describe.skip : describe;

/** Listing every process is work for the machine, which is to do other things meanwhile. */
export const LISTING_PAUSE_MS = 100;

export interface RunningProcess {
  pid: number;
  parent: number;
  command: string;
}

/** The process in which an engine's provider runs, and the shell that started it; undefined while it has none. */
export function providerOf(engine: number): { pid: number; pids: number[] } | undefined {
  const providers = familyOf(engine).filter(({ command }) => /pulumi-resource-|dynamic-provider.index/.test(command));
  const host = providers.find(({ command }) => /dynamic-provider.index/.test(command));
  return host && { pid: host.pid, pids: providers.map(({ pid }) => pid) };
}

/** The plugin's process and the one in which it makes fleets; undefined while an engine has not started both. */
export function pluginOf(engine: number): { pid: number; fleets: number; pids: number[] } | undefined {
  const family = familyOf(engine).filter(({ command }) => /plugin.index\.js|fleet-server\.js/.test(command));
  const fleets = family.find(({ command }) => command.includes("fleet-server.js"));
  return fleets && { pid: fleets.parent, fleets: fleets.pid, pids: family.map(({ pid }) => pid) };
}

/** A process, those that it has started, and those that they have. */
export function familyOf(pid: number): RunningProcess[] {
  const processes = list();
  const withChildren = (member: RunningProcess): RunningProcess[] => [
    member,
    ...processes.filter(({ parent }) => parent === member.pid).flatMap(withChildren),
  ];
  return processes.filter((candidate) => candidate.pid === pid).flatMap(withChildren);
}

/** Kills those of some processes that still run; a process that has got the number of an ended one is another. */
export function killLeft(processes: readonly RunningProcess[]): void {
  const left = list().filter(({ pid, command }) => processes.some((one) => one.pid === pid && one.command === command));
  signal("SIGKILL", ...left.map(({ pid }) => pid));
}

/** Waits for processes to end, for a few seconds. */
export async function ended(...pids: readonly number[]): Promise<void> {
  await until(() => !list().some(({ pid }) => pids.includes(pid)), { patienceMs: 10_000, pauseMs: LISTING_PAUSE_MS });
}

/** Sends a signal to processes, of which any may have ended. */
export function signal(name: NodeJS.Signals, ...pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

/** Every process but those that have ended and wait for their parents to notice. */
function list(): RunningProcess[] {
  const lines = execFileSync("ps", ["-axo", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, state = "Z", command = ""] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return state.startsWith("Z") ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
