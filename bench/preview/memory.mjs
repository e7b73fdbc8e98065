import { readdirSync, readFileSync } from "node:fs";

const LOOK_EVERY_MS = 50;

/**
 * Watches the provider process that an engine starts. The returned function returns its peak memory in MB, or undefined
 * without `/proc`.
 */
export function watchMemory(enginePid) {
  let pid;
  let peak;
  const timer = setInterval(() => {
    pid ??= processesBelow(enginePid).find(isProvider);
    const found = pid && peakOf(pid);
    if (found) peak = Math.max(peak ?? 0, found);
    else pid = undefined;
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function processesBelow(root) {
  const parents = new Map(allProcesses().map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid) => parents.get(pid) === root || (parents.has(pid) && isBelow(parents.get(pid)));
  return [...parents.keys()].filter(isBelow);
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

function isProvider(pid) {
  return read(pid, "cmdline")
    .split("\0")
    .some((argument) => /\/cmd\/dynamic-provider(\/index\.js)?$/.test(argument));
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
