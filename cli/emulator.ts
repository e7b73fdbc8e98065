import type { Command } from "commander";
import type { Emulator } from "../emulator/index.js";
import { UsageError } from "./command-line/usage-error.js";

/** `pulumi-cams emulator`: runs a local Chat App Message Service until it is interrupted. */
export function addEmulator(program: Command): void {
  program
    .command("emulator")
    .summary("run a local Chat App Message Service")
    .description("Runs a local Chat App Message Service on 127.0.0.1 until it is interrupted.")
    .option("--port <N>", "the port to listen on (default: 0, any free port)")
    .option("--json", "print the endpoint and the access key as one line of JSON")
    .action(emulate);
}

async function emulate({ port = "0", json = false }: { port?: string; json?: boolean }): Promise<void> {
  const running = await start(readPort(port));
  const interrupted = interruption();
  process.stdout.write(json ? describeAsJson(running) : describe(running));
  await interrupted;
  await running.close();
}

const LARGEST_PORT = 65_535;

function readPort(port: string): number {
  if (/^\d{1,5}$/.test(port) && Number(port) <= LARGEST_PORT) return Number(port);
  throw new UsageError(`Expected --port to be a whole number from 0 to ${LARGEST_PORT}, got ${JSON.stringify(port)}.`);
}

async function start(port: number): Promise<Emulator> {
  // Loads the emulator, which other commands do not need.
  const { startEmulator } = await import("../emulator/index.js");
  try {
    return await startEmulator({ port });
  } catch (cause) {
    throw new Error(explain((cause as NodeJS.ErrnoException).code, port), { cause });
  }
}

function explain(code: string | undefined, port: number): string {
  if (code === "EADDRINUSE") return `Port ${port} is in use. Choose another port, or omit --port to get a free one.`;
  if (code === "EACCES") return `This user may not listen on port ${port}. Choose a port above 1023.`;
  return `Cannot listen on port ${port}: ${code ?? "unknown error"}.`;
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
  POST http://${endpoint}/_emulator/reset      forget everything

Press Ctrl-C to stop it.
`;
}
