import { engineAddress } from "./address.js";

/** One line that the engine's display shows on the stack's row. */
export interface Line {
  text: string;
  severity: "INFO" | "WARNING";
  /** Shown until the next line or the end of the run, and never kept. */
  isLive: boolean;
}

/** Loads a module as Pulumi's dynamic-provider host would. */
type Load = (name: string) => unknown;

/** The engine listens on this machine, and gives a provider that is to end five seconds. */
const DELIVERY_MS = 2000;

/**
 * Gives a line to the engine, and returns when the engine has it. Where there is no engine, it is dropped: nothing that a
 * line could say is worth a failure.
 */
export async function sayToEngine(line: Line, address = engineAddress(), load: Load = loadAsHost): Promise<void> {
  if (address === undefined) return;
  try {
    await send(line, address, load);
  } catch {
    return;
  }
}

interface Grpc {
  credentials: { createInsecure(): unknown };
}

interface Messages {
  LogRequest: new () => {
    setSeverity(severity: unknown): void;
    setMessage(text: string): void;
    setEphemeral(isEphemeral: boolean): void;
  };
  LogSeverity: Record<Line["severity"], unknown>;
}

interface Services {
  EngineClient: new (
    address: string,
    credentials: unknown,
    options: object,
  ) => {
    log(request: unknown, options: { deadline: number }, done: () => void): void;
    close(): void;
  };
}

function send({ text, severity, isLive }: Line, address: string, load: Load): Promise<void> {
  const { credentials } = load("@grpc/grpc-js") as Grpc;
  const { LogRequest, LogSeverity } = load("@pulumi/pulumi/proto/engine_pb.js") as Messages;
  const { EngineClient } = load("@pulumi/pulumi/proto/engine_grpc_pb.js") as Services;
  const request = new LogRequest();
  request.setSeverity(LogSeverity[severity]);
  request.setMessage(text);
  request.setEphemeral(isLive);
  // A proxy of the environment is for other machines.
  const client = new EngineClient(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  return new Promise((resolve) => {
    client.log(request, { deadline: Date.now() + DELIVERY_MS }, () => {
      client.close();
      resolve();
    });
  });
}

/**
 * Loads through the host's own module: what it gets is the very copy that the host has loaded already, wherever the
 * package manager put it. So nothing of Pulumi is imported here, and nothing is loaded before there is a line.
 */
function loadAsHost(name: string): unknown {
  return require.main?.require(name);
}
