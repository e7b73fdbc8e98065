import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "./engine.js";

/** The type of the plugin's resource, written out: it is in users' state and can never change. */
export const NATIVE_TYPE = "cams:index:ConversationalAutomation";

/** A program with a fleet of native resources, as a generated SDK registers it. */
export function nativeFleet(args: string, opts = "{}"): string {
  return `
    class NativeFleet extends pulumi.ComponentResource {
      constructor(name, args, opts) {
        super("cams:index:ConversationalAutomationFleet", name, { ids: undefined, ...args }, opts, true);
      }
    }
    exports.ids = new NativeFleet("fleet", ${args}, ${opts}).ids;`;
}

/** Starts the plugin without an engine, as somebody who debugs it does, and returns its port and a way to end it. */
export async function startPlugin(): Promise<{ port: string; isRunning: () => boolean; end: () => Promise<void> }> {
  const plugin = spawn(process.execPath, [join(root, "plugin", "index.js")], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(createInterface(plugin.stdout), "line")) as [string];
  const ended = once(plugin, "exit");
  return {
    port,
    isRunning: () => plugin.exitCode === null,
    end: async () => {
      plugin.kill();
      await ended;
    },
  };
}
