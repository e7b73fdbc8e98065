import { describe, expect, it } from "@jest/globals";
import { KeyedQueue } from "../../api/keyed-queue.js";

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

describe("the keyed queue", () => {
  it("runs the tasks of one key in order, even after a failure, and different keys concurrently", async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const task =
      (name: string, fails = false) =>
      async () => {
        log.push(`START ${name}`);
        await tick();
        log.push(`END ${name}`);
        if (fails) throw new Error(name);
        return name;
      };
    const results = await Promise.allSettled([
      queue.run("a", task("a1", true)),
      queue.run("a", task("a2")),
      queue.run("b", task("b1")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(log.filter((line) => line.includes("a"))).toEqual(["START a1", "END a1", "START a2", "END a2"]);
    expect(log.indexOf("START b1")).toBeLessThan(log.indexOf("END a1"));
  });

  it("lets a task that comes later wait for the last one of its key", async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const first = queue.run("a", () => Promise.resolve());
    const second = queue.run("a", async () => {
      await tick();
      log.push("second");
    });
    await first;
    await queue.run("a", () => Promise.resolve(log.push("third")));
    await second;
    expect(log).toEqual(["second", "third"]);
  });
});
