import type { Command } from "commander";
import type { Emulator, EmulatorOptions } from "../emulator/index.js";
import type { EmulatorFlags } from "./emulator/options.js";

/** `pulumi-cams emulator`: runs a local Chat App Message Service until it is interrupted. */
export function addEmulator(program: Command): void {
  program
    .command("emulator")
    .summary("run a local Chat App Message Service")
    .description(DESCRIPTION)
    .option("--port <N>", "the port to listen on (default: 0, any free port)")
    .option(
      "--fixture <FILE>",
      "the numbers to start with, as GET /_emulator/numbers answers; a reset brings them back",
    )
    .option("--data <FILE>", "keep the numbers in this file; what it holds comes before --fixture")
    .option("--deterministic", "give the same calls in the same order the same answers")
    .option(
      "--host <HOST>",
      "the address to listen on (default: 127.0.0.1); others than this machine's need --allowed-host",
    )
    .option(
      "--allowed-host <NAME>",
      "another name by which programs call it, with an optional port; repeatable",
      collect,
    )
    .option("--json", "print the endpoint and the access key as one line of JSON")
    .action(emulate);
}

const DESCRIPTION = "Runs a local Chat App Message Service until it is interrupted.";

function collect(name: string, others: string[] = []): string[] {
  return [...others, name];
}

async function emulate({ json = false, ...flags }: EmulatorFlags & { json?: boolean }): Promise<void> {
  // Loads the emulator, which other commands do not need.
  const { readOptions } = await import("./emulator/options.js");
  const options = await readOptions(flags);
  const running = await start(options);
  const interrupted = interruption();
  process.stdout.write(json ? describeAsJson(running) : describe(running));
  await interrupted;
  await running.close();
}

async function start(options: EmulatorOptions): Promise<Emulator> {
  const { startEmulator } = await import("../emulator/index.js");
  try {
    return await startEmulator(options);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== "listen" && syscall !== "getaddrinfo") throw error;
    throw new Error(explain(code, options), { cause: error });
  }
}

function explain(code: string | undefined, { host = "127.0.0.1", port = 0 }: EmulatorOptions): string {
  if (code === "EADDRINUSE") return `Port ${port} is in use. Choose another port, or omit --port to get a free one.`;
  if (code === "EACCES") return `This user may not listen on port ${port}. Choose a port above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `${host} is not an address of this machine.`;
  return `Cannot listen on port ${port} of ${host}: ${code ?? "unknown error"}.`;
}

function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => {
        resolve();
      });
  });
}

function describeAsJson({ endpoint, accessKeyId, accessKeySecret }: Emulator): string {
  return `${JSON.stringify({ endpoint, accessKeyId, accessKeySecret })}\n`;
}

function describe({ endpoint, accessKeyId, accessKeySecret }: Emulator): string {
  return `A local Chat App Message Service listens on http://${endpoint}

Open http://${endpoint}/ in a browser to see the chat of each number, and every call as it arrives.

Point a stack at it:
  pulumi config set cams:endpoint ${endpoint}
  pulumi config set --secret cams:accessKey ${accessKeyId}
  pulumi config set --secret cams:secretKey ${accessKeySecret}

Inspect and control it:
  GET  http://${endpoint}/_emulator/requests   every call it received
  GET  http://${endpoint}/_emulator/numbers    the settings of every number
  PUT  http://${endpoint}/_emulator/numbers    change one outside of Pulumi
  POST http://${endpoint}/_emulator/faults     make the next calls fail
  PUT  http://${endpoint}/_emulator/behaviour  change its behavior
  POST http://${endpoint}/_emulator/reset      start over

Press Ctrl-C to stop it.
`;
}
