import { createRequire } from "node:module";
import type * as provider from "@pulumi/pulumi/proto/provider_pb.js";

/** Pulumi's own copies of what speaks its protocol, wherever the package manager put them. */
const fromPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));

/** Loads a module of Pulumi's. */
export function loadFromPulumi(name: string): unknown {
  return fromPulumi(name);
}

/** Properties as a message of the protocol. */
export type Struct = NonNullable<ReturnType<provider.CheckRequest["getNews"]>>;

interface Grpc {
  Server: new (options: Readonly<Record<string, number>>) => {
    addService(definition: object, implementation: object): void;
    bindAsync(address: string, credentials: object, done: (error: Error | null, port: number) => void): void;
  };
  ServerCredentials: { createInsecure(): object };
  credentials: { createInsecure(): object };
  Metadata: new () => { set(key: string, value: Buffer): void };
  status: { UNKNOWN: number };
}

const grpc = loadFromPulumi("@grpc/grpc-js") as Grpc;

export const { Server, ServerCredentials, Metadata, status } = grpc;

export const messages = loadFromPulumi("@pulumi/pulumi/proto/provider_pb.js") as typeof provider;

const services = loadFromPulumi("@pulumi/pulumi/proto/provider_grpc_pb.js") as {
  ResourceProviderService: object;
  ResourceProviderClient: new (address: string, credentials: object, options: object) => ProviderClient;
};

export const { ResourceProviderService } = services;

/** What the plugin asks of another provider. */
export interface ProviderClient {
  construct(
    request: provider.ConstructRequest,
    done: (error: { details: string } | null, response: object) => void,
  ): void;
}

/** A client of a provider on this machine. */
export function clientOf(address: string): ProviderClient {
  // The environment's proxy is for other machines.
  const options = { ...ANY_LENGTH, "grpc.enable_http_proxy": 0 };
  return new services.ResourceProviderClient(address, grpc.credentials.createInsecure(), options);
}

/** Messages may have any length: the library's limit of 4 MB is below what a fleet of thousands of numbers needs. */
export const ANY_LENGTH = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

const { Struct: StructMessage } = loadFromPulumi("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): Struct };
};

/** A message with properties. */
export function structOf(properties: Readonly<Record<string, unknown>>): Struct {
  return StructMessage.fromJavaScript(properties);
}

/** The properties of a message. */
export function propertiesOf(struct: Struct | undefined): Record<string, unknown> {
  return struct?.toJavaScript() ?? {};
}
