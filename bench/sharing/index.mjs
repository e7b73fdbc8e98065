import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { LIMITS, MODELS } from "../cases.mjs";
import { startChild } from "../child.mjs";
import { measure, spread } from "../measures.mjs";
import { table } from "../tables.mjs";
import { startRedis } from "./redis.mjs";

const PROCESSES = 3;
const FIRST_NUMBER = 8613000000000;

/** How the processes coordinate. */
const WAYS = {
  files: { title: "one machine (slot files)" },
  redis: { title: "three machines (Redis)", isRemote: true },
  killed: { title: "three machines, Redis killed midway", isRemote: true, killsRedis: true },
};

/** Lets several processes write numbers of one account at once. Every limit and every way to coordinate runs at the same time. */
export async function measureSharing(writes) {
  const cases = Object.keys(WAYS).flatMap((way) => Object.keys(LIMITS).map((limit) => ({ way, limit })));
  const measured = await Promise.all(cases.map(({ way, limit }) => runCase(WAYS[way], limit, writes)));
  return cases.map((one, index) => ({ ...one, ...measured[index] }));
}

export function describeSharing(measured, writes) {
  const rows = Object.entries(WAYS).map(([way, { title }]) => [
    title,
    ...Object.keys(LIMITS).map((limit) => cell(measured.find((one) => one.way === way && one.limit === limit))),
  ]);
  const head = ["processes on", ...Object.values(LIMITS)];
  return `## Three processes, one account

${writes} writes in each process at once, jitter 30 + 270 ms, all cases at the same time. Cells: ratio for all
${PROCESSES * writes} writes / throttled answers in all / most calls in any 1000 ms / spread of finish times, as a percentage of the last.

${table([head, head.map(() => "---"), ...rows])}
`;
}

async function runCase({ isRemote, killsRedis }, limit, writes) {
  const behaviour = { ...MODELS["jitter-300"].behaviour, rateLimit: limit, uplinkSeed: 1 };
  const service = startChild(new URL("../service.mjs", import.meta.url), { behaviour });
  const redis = isRemote ? await startRedis() : undefined;
  const children = [];
  const folders = [];
  try {
    const { endpoint, accessKeyId, accessKeySecret } = await service.next("listening");
    const clientOptions = { endpoint, credentials: { accessKeyId, accessKeySecret }, redisUrl: redis?.url };
    for (let index = 0; index < PROCESSES; index += 1) {
      const options = { clientOptions, writes, firstNumber: FIRST_NUMBER + index * writes };
      folders.push(mkdtempSync(join(tmpdir(), "pulumi-cams-bench-")));
      // Processes share slots through the temporary folder, so a process with its own folder acts like another machine.
      const folder = folders.at(-1);
      const env = isRemote ? { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder } : process.env;
      children.push(startChild(new URL("writer.mjs", import.meta.url), options, env));
    }
    await Promise.all(children.map((child) => child.next("ready")));
    const done = children.map((child) => child.next("done"));
    for (const child of children) child.send("go");
    if (killsRedis) {
      await sleep((PROCESSES * writes * 200) / 2);
      await redis.stop("SIGKILL");
    }
    const failed = (await Promise.all(done)).reduce((sum, one) => sum + one.failed, 0);
    service.send("list");
    const { writes: seen } = await service.next("listed");
    const ofProcess = (index) =>
      seen.filter(({ phoneNumber }) => Math.floor((Number(phoneNumber) - FIRST_NUMBER) / writes) === index);
    return { ...measure(seen), apart: spread(children.map((_, index) => ofProcess(index))), failed };
  } finally {
    for (const child of [...children, service]) child.end();
    await redis?.stop("SIGTERM");
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

function cell({ ratio, throttled, mostInSecond, apart: share, failed }) {
  const figures = `${ratio.toFixed(2)} / ${throttled} / ${mostInSecond} / ${(100 * share).toFixed(0)} %`;
  return failed > 0 ? `${figures} (${failed} failed)` : figures;
}
