import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "./child.mjs";

// Keeps the cases of a wave from needing the processor at the same moments.
const STAGGER_MS = 37;

/**
 * Runs cases at the same time, each with one process for its client and one for its emulator. None starts until all have
 * loaded, because loading takes processor time from the others.
 */
export async function runWave(cases) {
  const children = [];
  try {
    for (const options of cases) children.push(startChild(new URL("case.mjs", import.meta.url), options));
    await Promise.all(children.map((child) => child.next("ready")));
    const results = children.map((child) => child.next("measured"));
    for (const child of children) {
      child.send("go");
      await sleep(STAGGER_MS);
    }
    return (await Promise.all(results)).map((measures, index) => ({ ...cases[index], ...measures }));
  } finally {
    for (const child of children) child.end();
  }
}
