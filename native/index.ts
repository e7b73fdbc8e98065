import { createService } from "./service.js";
import { ANY_LENGTH, ResourceProviderService, Server, ServerCredentials } from "./pulumi.js";
import { versionOfPackage } from "./version.js";

/**
 * Runs the plugin: serves Pulumi's protocol on a free port of the loopback, and prints the port, as the engine expects.
 *
 * @param engine - The engine's address, the plugin's first argument; undefined if an engine attaches later.
 */
export function serve(engine: string | undefined): void {
  const server = new Server(ANY_LENGTH);
  server.addService(ResourceProviderService, createService(engine, versionOfPackage()));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
}
