const PATIENCE_MS = 60_000;

/** Asks again, with a pause between, until there is an answer, and returns it. */
export async function until<T>(
  ask: () => T | undefined | false,
  { patienceMs = PATIENCE_MS, pauseMs = 20 } = {},
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`Not true within ${patienceMs / 1000} s: ${ask.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
