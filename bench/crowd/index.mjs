import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CLIENTS, MODELS } from "../cases.mjs";
import { startChild } from "../child.mjs";
import { measure, spread } from "../measures.mjs";
import { table } from "../tables.mjs";
import { CROWDS } from "./crowds.mjs";

const FIRST_NUMBER = 8_613_000_000_000;
const NUMBERS_OF_A_CLIENT = 1000;

/** Strangers do not start together. */
const APART_MS = 1000;

/** More of them at once make one another's timers late, which reads as a worse pace. */
const RUNS_AT_ONCE = 5;

// Keeps the runs of a wave from needing the processor at the same moments.
const STAGGER_MS = 37;

/** Lets every crowd run `runs` times with each kind of client: one crowd after another, and a few runs of it at the same time. */
export async function measureCrowds(clients, runs) {
  const measured = [];
  for (const client of clients) {
    for (const crowd of CROWDS) {
      process.stderr.write(`» ${crowd.title} of ${CLIENTS[client].title}\n`);
      for (let first = 1; first <= runs; first += RUNS_AT_ONCE) {
        measured.push(...(await runWave(client, crowd, first, Math.min(RUNS_AT_ONCE, runs - first + 1))));
      }
    }
  }
  return measured;
}

function runWave(client, crowd, first, count) {
  const loaded = barrier(count);
  const wave = Array.from({ length: count }, async (_, index) => {
    const start = () => loaded().then(() => sleep(index * STAGGER_MS));
    return { client, title: crowd.title, ...(await runCrowd(client, crowd, first + index, start)) };
  });
  return Promise.all(wave);
}

export function describeCrowds(measured, clients, runs) {
  const rows = CROWDS.map(({ title }) => [
    title,
    ...clients.map((client) => cell(measured.filter((one) => one.client === client && one.title === title))),
  ]);
  const head = ["crowd", ...clients.map((client) => CLIENTS[client].title)];
  return `## A crowded account

Clients of one account that know nothing of each other, each a process with a folder for temporary files of its own, which start within
a second. Five calls in any 1000 ms; jitter 30 + 270 ms where nothing else is said. ${runs === 1 ? "One run" : `${runs} runs`}. Cells: mean ratio,
with the worst in parentheses / throttled answers per 100 accepted writes / spread of finish times, as a percentage of the last. The ratio
is that of all writes, and foreign calls that were accepted count as used.

${table([head, head.map(() => "---"), ...rows])}
`;
}

export function describeVirtualCrowds(measured, runs) {
  const rows = CROWDS.map(({ title }) => [title, cell(measured.filter((one) => one.title === title))]);
  return `## The same crowds by a virtual clock

This package's pace against the emulator's limit, in one process and without waiting: no timer is late. ${runs} runs. Cells as above.

${table([["crowd", "pulumi-cams"], ["---", "---"], ...rows])}
`;
}

async function runCrowd(client, crowd, seed, start) {
  const { clients, writes, model, foreign, behaviour, mostSeconds = Infinity } = crowd;
  const { isCold = false } = MODELS[model];
  const service = startChild(new URL("../service.mjs", import.meta.url), {
    behaviour: { ...MODELS[model].behaviour, ...behaviour, uplinkSeed: seed },
    isCold,
  });
  const children = [];
  const folders = [];
  const fork = (script, options) => {
    folders.push(mkdtempSync(join(tmpdir(), "pulumi-cams-bench-")));
    const folder = folders.at(-1);
    const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder };
    children.push(startChild(new URL(script, import.meta.url), options, env));
    return children.at(-1);
  };
  try {
    const { endpoint, port, accessKeyId, accessKeySecret } = await service.next("listening");
    const account = { endpoint: isCold ? `localhost:${port}` : endpoint, accessKeyId, accessKeySecret };
    for (let index = 0; index < clients; index += 1) {
      fork("client.mjs", { client, account, writes, isCold, seed: seed * 10 + index, firstNumber: firstOf(index) });
    }
    const stranger = foreign && fork("foreign.mjs", { account, perSecond: foreign, number: String(firstOf(clients)) });
    await Promise.all(children.map((child) => child.next("ready")));
    await start();
    stranger?.send("go");
    const writers = children.filter((child) => child !== stranger);
    const done = Promise.all(writers.map((child) => child.next("done")));
    for (const child of writers) {
      child.send("go");
      await sleep((APART_MS / clients) * ((seed * 0.618) % 1));
    }
    const failures = await Promise.race([done, timeout(mostSeconds)]);
    service.send("list");
    const { writes: seen } = await service.next("listed");
    const ofClient = (index) => seen.filter(({ phoneNumber }) => clientOf(phoneNumber) === index);
    const own = Array.from({ length: clients }, (_, index) => ofClient(index));
    return {
      ...measure(own.flat(), ofClient(clients)),
      count: clients * writes,
      apart: clients > 1 ? spread(own) : undefined,
      failed: failures === undefined ? 0 : failures.reduce((sum, { failed }) => sum + failed, 0),
      hasEnded: failures !== undefined,
    };
  } finally {
    for (const child of [...children, service]) child.end();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets nobody pass before all have come: loading takes processor time from those that run. */
function barrier(count) {
  let come = 0;
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  return () => {
    come += 1;
    if (come === count) open();
    return opened;
  };
}

function firstOf(index) {
  return FIRST_NUMBER + index * NUMBERS_OF_A_CLIENT;
}

function clientOf(phoneNumber) {
  return Math.floor((Number(phoneNumber) - FIRST_NUMBER) / NUMBERS_OF_A_CLIENT);
}

function timeout(seconds) {
  return seconds === Infinity ? new Promise(() => undefined) : sleep(seconds * 1000, undefined, { ref: false });
}

function cell(runs) {
  const unended = runs.filter(({ hasEnded }) => !hasEnded).length;
  if (unended > 0) return `${unended} of ${runs.length} did not end`;
  const ratios = runs.map(({ ratio }) => ratio);
  const throttled = mean(runs.map((one) => (100 * one.throttled) / one.count));
  const apart = runs[0].apart === undefined ? "" : ` / ${(100 * mean(runs.map((one) => one.apart))).toFixed(0)} %`;
  const failed = runs.reduce((sum, one) => sum + one.failed, 0);
  const figures = `${mean(ratios).toFixed(2)} (${Math.max(...ratios).toFixed(2)}) / ${throttled.toFixed(0)}${apart}`;
  return failed > 0 ? `${figures} (${failed} failed)` : figures;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
