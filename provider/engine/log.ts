/**
 * Sends lines to the engine's log, and returns when the engine has them. If that fails, they are dropped: no line is
 * worth the failure of a run.
 *
 * @param load - Loads a module of Pulumi's from where the door has it.
 */
export async function logToEngine(lines: readonly Line[], address: string, load: Load): Promise<void> {
  try {
    await send(lines, address, load);
  } catch {
    return;
  }
}

/** One line that the engine shows on a row of its display. */
export interface Line {
  text: string;
  /**
   * URN of the resource whose row it is.
   *
   * @default the stack's
   */
  row?: string;
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
    setUrn(urn: string): void;
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

async function send(lines: readonly Line[], address: string, load: Load): Promise<void> {
  const { credentials } = load("@grpc/grpc-js") as Grpc;
  const { LogRequest, LogSeverity } = load("@pulumi/pulumi/proto/engine_pb.js") as Messages;
  const { EngineClient } = load("@pulumi/pulumi/proto/engine_grpc_pb.js") as Services;
  // The environment's proxy is for other machines.
  const client = new EngineClient(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  const deadline = Date.now() + DELIVERY_MS;
  for (const { text, row = "", severity, isLive } of lines) {
    const request = new LogRequest();
    request.setUrn(row);
    request.setSeverity(LogSeverity[severity]);
    request.setMessage(text);
    request.setEphemeral(isLive);
    await new Promise<void>((resolve) => {
      client.log(request, { deadline }, () => {
        resolve();
      });
    });
  }
  client.close();
}
