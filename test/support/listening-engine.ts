import { createRequire } from "node:module";
import { afterEach } from "@jest/globals";
import type { Line } from "../../provider/engine/log.js";

/** Loads modules as Pulumi's dynamic-provider host does. */
export const fromHost = createRequire(require.resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js"));

interface Server {
  addService(service: unknown, methods: object): void;
  bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
  forceShutdown(): void;
}

interface LogRequest {
  getSeverity(): number;
  getMessage(): string;
  getUrn(): string;
  getEphemeral(): boolean;
}

const grpc = fromHost("@grpc/grpc-js") as {
  Server: new () => Server;
  ServerCredentials: { createInsecure(): unknown };
};
const { EngineService } = fromHost("@pulumi/pulumi/proto/engine_grpc_pb.js") as { EngineService: unknown };
const { LogSeverity } = fromHost("@pulumi/pulumi/proto/engine_pb.js") as { LogSeverity: Record<string, number> };
const { Empty } = fromHost("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => unknown };

const running: Server[] = [];

afterEach(() => {
  for (const server of running.splice(0)) server.forceShutdown();
});

/** An engine that does nothing but hear lines. */
export interface ListeningEngine {
  address: string;
  /** The lines that are for the whole stack. */
  lines: Line[];
}

/** Starts an engine for the rest of the test. */
export function startListeningEngine(): Promise<ListeningEngine> {
  const lines: Line[] = [];
  const server = new grpc.Server();
  running.push(server);
  server.addService(EngineService, {
    log({ request }: { request: LogRequest }, done: (error: null, answer: unknown) => void) {
      const severity = request.getSeverity() === LogSeverity["WARNING"] ? "WARNING" : "INFO";
      const row = request.getUrn();
      lines.push({ text: request.getMessage(), severity, isLive: request.getEphemeral(), ...(row !== "" && { row }) });
      done(null, new Empty());
    },
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve({ address: `127.0.0.1:${port}`, lines });
    });
  });
}
