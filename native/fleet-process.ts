import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { clientOf, type ProviderClient } from "./pulumi.js";

/**
 * Makes fleets in a process of their own, which starts with the first one: a component declares its children through
 * Pulumi's SDK, which is slow to load and has one run per process.
 */
export class FleetProcess {
  readonly #engine: string | undefined;
  #started: Promise<Started> | undefined;

  constructor(engine: string | undefined) {
    this.#engine = engine;
  }

  async construct(request: provider.ConstructRequest): Promise<object> {
    if (this.#engine === undefined) throw new Error("No engine has attached.");
    const { client } = await (this.#started ??= start(this.#engine));
    return await new Promise((resolve, reject) => {
      client.construct(request, (error, response) => {
        if (error) reject(new FleetError(error.details));
        else resolve(response);
      });
    });
  }

  end(): void {
    void this.#started?.then(({ end }) => {
      end();
    });
  }
}

/** What is wrong with a fleet, one mistake a line. */
export class FleetError extends Error {}

interface Started {
  client: ProviderClient;
  end: () => void;
}

async function start(engine: string): Promise<Started> {
  const script = require.resolve("./fleet-server.js");
  // Its standard input is closed when this process ends, however it ends, and then it ends too.
  const child = spawn(process.execPath, [script, engine], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit").then(() => {
    throw new Error("The process that makes fleets has ended before it was ready.");
  });
  const [port] = (await Promise.race([once(createInterface(child.stdout), "line"), ended])) as [string];
  return { client: clientOf(`127.0.0.1:${port}`), end: () => child.stdin.end() };
}
