import { readdirSync, readFileSync } from "node:fs";

const LOOK_EVERY_MS = 100;

/** What runs below an engine, by the script that Node.js is given. */
const KINDS = {
  program: /\/cmd\/run(\/index\.js)?$/,
  provider: /\/(cmd\/dynamic-provider|plugin)(\/index\.js)?$/,
};

/**
 * Watches an engine and the processes of the program and the provider that it starts. The returned function returns the
 * peak memory of each in MB, as far as there was such a process and there is `/proc`.
 */
export function watchMemory(enginePid) {
  const pids = new Map([["engine", enginePid]]);
  const peaks = {};
  const timer = setInterval(() => {
    if (pids.size <= Object.keys(KINDS).length) for (const [kind, pid] of findBelow(enginePid)) pids.set(kind, pid);
    for (const [kind, pid] of pids) {
      const peak = peakOf(pid);
      if (peak > 0) peaks[kind] = Math.max(peaks[kind] ?? 0, peak);
      else pids.delete(kind);
    }
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    return peaks;
  };
}

function findBelow(root) {
  const parents = new Map(allProcesses().map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid) => parents.get(pid) === root || (parents.has(pid) && isBelow(parents.get(pid)));
  return [...parents.keys()].filter(isBelow).flatMap((pid) => {
    const args = read(pid, "cmdline").split("\0");
    return Object.keys(KINDS)
      .filter((kind) => args.some((argument) => KINDS[kind].test(argument)))
      .map((kind) => [kind, pid]);
  });
}

function allProcesses() {
  try {
    return readdirSync("/proc").map(Number).filter(Boolean);
  } catch {
    return [];
  }
}

function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)$/m.exec(read(pid, "status"))?.[1]);
}

function peakOf(pid) {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(read(pid, "status"))?.[1] ?? 0) / 1024;
}

// A process can end after it was listed.
function read(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
