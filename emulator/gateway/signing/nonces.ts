/** Remembers the nonces of the last 15 minutes. */
export class Nonces {
  readonly #usedAt = new Map<string, number>();

  /** Records a nonce. Returns false if it was used before. */
  use(accessKeyId: string, nonce: string, nowMs: number): boolean {
    for (const [key, usedAt] of this.#usedAt) {
      if (nowMs - usedAt < MEMORY_MS) break;
      this.#usedAt.delete(key);
    }
    const key = JSON.stringify([accessKeyId, nonce]);
    if (this.#usedAt.has(key)) return false;
    this.#usedAt.set(key, nowMs);
    return true;
  }

  clear(): void {
    this.#usedAt.clear();
  }
}

const MEMORY_MS = 15 * 60 * 1000;
