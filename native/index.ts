import { readFileSync } from "node:fs";
import { createService } from "./service.js";
import { ResourceProviderService, Server, ServerCredentials } from "./pulumi.js";

/**
 * Runs the plugin: serves Pulumi's protocol on a free port of the loopback, and prints the port, as the engine expects.
 *
 * @param engine - The engine's address, the plugin's first argument; undefined if an engine attaches later.
 */
export function serve(engine: string | undefined): void {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, createService(engine, versionOfPackage()));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
}

function versionOfPackage(): string {
  const text = readFileSync(require.resolve("pulumi-cams/package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
