import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts a script in a child process, passes it `options`, and exchanges messages `{ name, value }` with it. */
export function startChild(script, options, env = process.env) {
  const child = fork(fileURLToPath(script), [JSON.stringify(options)], { env });
  const gone = once(child, "exit").then(([code, signal]) => {
    throw new Error(`${fileURLToPath(script)} ended with ${code ?? signal}`);
  });
  gone.catch(() => undefined);
  return {
    /** Waits for the next message, which must have this name, and returns its value. */
    async next(name) {
      const [message] = await Promise.race([once(child, "message"), gone]);
      if (message.name !== name) throw new Error(`Expected the message ${name}, got ${message.name}`);
      return message.value;
    },
    send: (name) => child.send({ name }),
    end: () => child.kill(),
  };
}

/** The options that the parent passed to this process. */
export function optionsOfThisProcess() {
  process.on("disconnect", () => process.exit());
  return JSON.parse(process.argv[2]);
}

/** Sends a message to the parent of this process. */
export function sendToParent(name, value) {
  process.send({ name, value });
}

/** Waits for a message from the parent with this name. */
export async function waitForParent(name) {
  for (;;) {
    const [message] = await once(process, "message");
    if (message.name === name) return;
  }
}
