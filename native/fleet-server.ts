import { main } from "@pulumi/pulumi/provider/index.js";
import type { ConversationalAutomationFleetArgs } from "../sdk/fleet/args.js";
import { NativeFleet } from "./fleet.js";
import { versionOfPackage } from "./version.js";

/** The process of a plugin that makes fleets. Pulumi's own server prints the port on which it listens. */
const server = {
  version: versionOfPackage(),
  construct(name: string, _type: string, inputs: object, options: object) {
    const fleet = new NativeFleet(name, inputs as ConversationalAutomationFleetArgs, options);
    return Promise.resolve({ urn: fleet.urn, state: { ids: fleet.ids } });
  },
};

process.stdin.once("end", () => process.exit()).resume();

void main(server, process.argv.slice(2));
