import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts a script in a process of its own, which gets `options` and speaks in messages `{ name, value }`. */
export function startChild(script, options, env = process.env) {
  const child = fork(fileURLToPath(script), [JSON.stringify(options)], { env });
  const gone = once(child, "exit").then(([code, signal]) => {
    throw new Error(`${fileURLToPath(script)} ended with ${code ?? signal}`);
  });
  gone.catch(() => undefined);
  return {
    /** The value of the next message, which must have this name. */
    async next(name) {
      const [message] = await Promise.race([once(child, "message"), gone]);
      if (message.name !== name) throw new Error(`Expected the message ${name}, got ${message.name}`);
      return message.value;
    },
    send: (name) => child.send({ name }),
    end: () => child.kill(),
  };
}

/** What the parent of this process gave it. */
export function optionsOfThisProcess() {
  process.on("disconnect", () => process.exit());
  return JSON.parse(process.argv[2]);
}

/** Tells the parent of this process something. */
export function tell(name, value) {
  process.send({ name, value });
}

/** Waits for a message of the parent. */
export async function hear(name) {
  for (;;) {
    const [message] = await once(process, "message");
    if (message.name === name) return;
  }
}
