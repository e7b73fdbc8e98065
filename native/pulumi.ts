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
  Metadata: new () => { set(key: string, value: Buffer): void };
  status: { UNKNOWN: number };
}

export const { Server, ServerCredentials, Metadata, status } = loadFromPulumi("@grpc/grpc-js") as Grpc;

export const messages = loadFromPulumi("@pulumi/pulumi/proto/provider_pb.js") as typeof provider;

export const { ResourceProviderService } = loadFromPulumi("@pulumi/pulumi/proto/provider_grpc_pb.js") as {
  ResourceProviderService: object;
};

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
