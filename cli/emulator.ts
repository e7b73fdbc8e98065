import { parseArgs } from "node:util";
import { startEmulator, type Emulator } from "../emulator/index.js";
import { UsageError, type Command } from "./command.js";

/** `pulumi-cams emulator`: runs a local Chat App Message Service until it is interrupted. */
export const emulator: Command = {
  name: "emulator",
  summary: "run a local Chat App Message Service",
  help: `Usage: pulumi-cams emulator [--port N] [--json]

Runs a local Chat App Message Service on 127.0.0.1 until it is interrupted.

  --port N   the port to listen on (default: 0, any free port)
  --json     print the endpoint and the access key as one line of JSON
  --help     print this help
`,
  async run(args) {
    const { port, json } = readOptions(args);
    const running = await start(port);
    const interrupted = interruption();
    process.stdout.write(json ? describeAsJson(running) : describe(running));
    await interrupted;
    await running.close();
    return 0;
  },
};

const LARGEST_PORT = 65_535;

function readOptions(args: readonly string[]): { port: number; json: boolean } {
  const options = { port: { type: "string", default: "0" }, json: { type: "boolean", default: false } } as const;
  const { port, json } = parseArgs({ args: [...args], options, strict: true }).values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > LARGEST_PORT)
    throw new UsageError(
      `Expected --port to be a whole number from 0 to ${LARGEST_PORT}, got ${JSON.stringify(port)}.`,
    );
  return { port: Number(port), json };
}

async function start(port: number): Promise<Emulator> {
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
  GET  http://${endpoint}/_emulator/requests    every call it received
  GET  http://${endpoint}/_emulator/numbers     the settings of every number
  PUT  http://${endpoint}/_emulator/numbers     change a number outside of Pulumi
  POST http://${endpoint}/_emulator/faults      make the next calls fail
  PUT  http://${endpoint}/_emulator/behaviour   change its behavior
  POST http://${endpoint}/_emulator/reset       start over: no numbers, calls or faults

Press Ctrl-C to stop it.
`;
}
