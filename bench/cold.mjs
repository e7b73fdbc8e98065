import dns from "node:dns";
import { setTimeout as sleep } from "node:timers/promises";

const DIAL_MS = { least: 40, most: 120 };

// A lost handshake packet is sent again after a second.
const LOST = { share: 0.03, ms: 1000 };

/** Makes every connection from this process to `localhost` take as long as one to a distant host. */
export function delayDials(seed) {
  const random = createRandom(seed);
  dns.lookup = (_hostname, options, callback) => {
    void sleep(dialMs(random)).then(() => {
      if (options.all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
      else callback(null, "127.0.0.1", 4);
    });
  };
}

/** How long it takes to connect to a distant host. */
export function dialMs(random) {
  const lostMs = random() < LOST.share ? LOST.ms : 0;
  return DIAL_MS.least + (DIAL_MS.most - DIAL_MS.least) * random() + lostMs;
}

/** Creates a generator of numbers from 0 to 1 that depend only on the seed (the linear congruential one of Numerical Recipes). */
export function createRandom(seed) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let skipped = 0; skipped < 10; skipped += 1) next();
  return next;
}
