import { visible } from "../api/visible.js";
import { UnconfirmedWrite } from "../provider/lifecycle/unconfirmed-write.js";
import { seal } from "./envelopes.js";
import { FleetError } from "./fleet-process.js";
import { loadFromPulumi, messages, Metadata, status, structOf } from "./pulumi.js";

/** What a failed call is answered with. An unconfirmed write keeps its state: the resource is there, but unfinished. */
export function statusOf(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  const lines = error instanceof FleetError ? message.split("\n") : [message.replaceAll("\n", " ")];
  const details = lines.map(visible).join("\n");
  const plain = { code: status.UNKNOWN, details };
  return error instanceof UnconfirmedWrite ? { ...plain, metadata: unfinished(error, details) } : plain;
}

const { Any } = loadFromPulumi("google-protobuf/google/protobuf/any_pb.js") as {
  Any: new () => { pack(bytes: Uint8Array, name: string): void };
};
const { Status } = loadFromPulumi("@pulumi/pulumi/proto/status_pb.js") as {
  Status: new () => {
    setCode(code: number): void;
    setMessage(message: string): void;
    addDetails(details: object): void;
    serializeBinary(): Uint8Array;
  };
};

/** https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto, `ErrorResourceInitFailed` */
function unfinished({ id, outs }: UnconfirmedWrite, reason: string): object {
  const failed = new messages.ErrorResourceInitFailed()
    .setId(id)
    .setProperties(structOf(seal({ ...outs }, new Set(["previousSettings"]))))
    .setReasonsList([reason]);
  const details = new Any();
  details.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new Status();
  answer.setCode(status.UNKNOWN);
  answer.setMessage(reason);
  answer.addDetails(details);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return metadata;
}
