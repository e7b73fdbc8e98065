/**
 * Sends a line to the engine's log, and returns when the engine has it. If that fails, the line is dropped: no line is
 * worth the failure of a run.
 *
 * @param load - Loads a module of Pulumi's from where the door has it.
 */
export async function logToEngine(line: Line, address: string, load: Load): Promise<void> {
  try {
    await send(line, address, load);
  } catch {
    return;
  }
}

/** One line that the engine shows on the stack's row. */
export interface Line {
  text: string;
  severity: "INFO" | "WARNING";
  /** Shown until the next line or the end of the run, and never kept. */
  isLive: boolean;
}

/** Loads a module by name. */
export type Load = (name: string) => unknown;

/** The engine is on this machine, and gives a provider that has to end five seconds. */
const DELIVERY_MS = 2000;

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
  // The environment's proxy is for other machines.
  const client = new EngineClient(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  return new Promise((resolve) => {
    client.log(request, { deadline: Date.now() + DELIVERY_MS }, () => {
      client.close();
      resolve();
    });
  });
}
