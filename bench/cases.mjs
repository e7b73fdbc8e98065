/** How far away the service is: the behavior of the emulator, and whether each call opens a new connection. */
export const MODELS = {
  "constant-50": { title: "constant 50 ms", behaviour: { uplinkMs: 5, latencyMs: 45 } },
  "constant-300": { title: "constant 300 ms", behaviour: { uplinkMs: 30, latencyMs: 270 } },
  "constant-800": { title: "constant 800 ms", behaviour: { uplinkMs: 30, latencyMs: 770 } },
  "jitter-300": { title: "jitter, 30 + 270 ms", behaviour: { uplinkMs: 30, uplinkJitter: 0.5, latencyMs: 270 } },
  "jitter-800": { title: "jitter, 80 + 720 ms", behaviour: { uplinkMs: 80, uplinkJitter: 0.5, latencyMs: 720 } },
  "cold-300": {
    title: "cold, 30 + 270 ms",
    behaviour: { uplinkMs: 30, uplinkJitter: 0.5, latencyMs: 270 },
    isCold: true,
  },
};

/** What "five calls per second" means. */
export const LIMITS = {
  sliding: "any 1000 ms",
  fixed: "the second of the wall clock",
  bucket: "a bucket of five, refilled five per second",
};

/** The clients. Each is a module in clients/ that exports `createWriter`. */
export const CLIENTS = {
  "pulumi-cams": { title: "pulumi-cams" },
  "no-limiter": { title: "no limiter, retries only" },
  "bottleneck-serial": { title: "Bottleneck, maxConcurrent 1, minTime 200" },
  "bottleneck-reservoir": { title: "Bottleneck, reservoir 5 per 1000 ms" },
  "p-queue": { title: "p-queue, strict, 5 per 1000 ms" },
};

/** The names in a list from the command line. */
export function pick(list, known, help) {
  const names = list.split(",");
  const unknown = names.find((name) => !(name in known));
  if (unknown !== undefined) throw new Error(`Unknown name ${JSON.stringify(unknown)}.\n\n${help}`);
  return names;
}
