import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { visible } from "../api/visible.js";
import { readerOf, SECRET_SETTINGS, mistakesIn } from "./configuration.js";
import { open, seal } from "./envelopes.js";
import { loadFromPulumi, messages, propertiesOf, structOf } from "./pulumi.js";
import { Sessions, type Session } from "./session.js";
import { statusOf } from "./status.js";

/**
 * Pulumi's protocol for providers, over the same lifecycle as the dynamic provider. Pulumi's own server in TypeScript has
 * no configuration and no detailed diffs (https://github.com/pulumi/pulumi/issues/10915).
 *
 * @param engine - The engine's address; undefined until an engine attaches.
 */
export function createService(engine: string | undefined, version: string): object {
  const sessions = new Sessions(engine);

  /** Answers every failure with one plain message: the engine gives meanings to codes and details. */
  const unary =
    <Request>(handle: Handler<Request>) =>
    (call: ServerCall<Request>, answer: Answer): void => {
      Promise.resolve()
        .then(() => handle(call.request, sessions.of(call.getPeer()), call.getPeer()))
        .then(
          (response) => {
            answer(null, response);
          },
          (error: unknown) => {
            answer(statusOf(error));
          },
        );
    };

  return {
    handshake: unary<provider.ProviderHandshakeRequest>(() => {
      const response = new messages.ProviderHandshakeResponse();
      return response.setAcceptSecrets(true).setAcceptResources(true).setAcceptOutputs(true);
    }),

    attach: unary<{ getAddress(): string }>((request, _session, peer) => {
      sessions.attach(peer, request.getAddress());
      return empty();
    }),

    getPluginInfo: unary(() => pluginInfo(version)),

    getSchema: unary(() => new messages.GetSchemaResponse().setSchema(schema(version))),

    checkConfig: unary<provider.CheckRequest>((request) => {
      const { values, secrets } = open(propertiesOf(request.getNews()));
      const failures = mistakesIn(values).map(failure);
      const response = new messages.CheckResponse();
      // Sealed here, or the state of a default provider would hold them in plain text.
      return response
        .setInputs(structOf(seal(values, new Set([...SECRET_SETTINGS, ...secrets]))))
        .setFailuresList(failures);
    }),

    diffConfig: unary<provider.DiffRequest>((request) => {
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      const [olds, news] = [request.getOlds(), request.getNews()].map((each) =>
        JSON.stringify(open(propertiesOf(each)).values),
      );
      // Never a replace: the numbers would be replaced with their provider.
      return new messages.DiffResponse().setChanges(olds === news ? DIFF_NONE : DIFF_SOME);
    }),

    configure: unary<provider.ConfigureRequest>((request, { run }) => {
      run.configure(readerOf(open(propertiesOf(request.getArgs())).values));
      const response = new messages.ConfigureResponse();
      return response.setAcceptsecrets(true).setSupportspreview(true).setAcceptresources(true).setAcceptoutputs(true);
    }),

    check: unary<provider.CheckRequest>((request, session) => {
      session.note({ urn: request.getUrn() });
      const { inputs, failures } = session.resource.check(request.getUrn(), propertiesOf(request.getNews()));
      const response = new messages.CheckResponse().setInputs(structOf(inputs));
      return response.setFailuresList(failures.map(({ reason }) => failure(reason)));
    }),

    diff: unary<provider.DiffRequest>((request, { resource }) => {
      const { changes, replaces, details } = resource.diff(
        request.getId(),
        propertiesOf(request.getOlds()),
        propertiesOf(request.getNews()),
      );
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      const response = new messages.DiffResponse()
        .setChanges(changes ? DIFF_SOME : DIFF_NONE)
        .setReplacesList(replaces)
        .setDiffsList([...details.keys()])
        .setHasdetaileddiff(details.size > 0);
      for (const [path, kind] of details) {
        const isReplace = replaces.includes(path);
        const name = `${kind.toUpperCase()}${isReplace ? "_REPLACE" : ""}` as keyof typeof messages.PropertyDiff.Kind;
        response.getDetaileddiffMap().set(path, new messages.PropertyDiff().setKind(messages.PropertyDiff.Kind[name]));
      }
      return response;
    }),

    create: unary<provider.CreateRequest>(async (request, { resource }) => {
      const { id, outs } = await resource.create(propertiesOf(request.getProperties()), request.getPreview());
      return new messages.CreateResponse().setId(id).setProperties(structOf(outs));
    }),

    read: unary<provider.ReadRequest>(async (request, { resource }) => {
      const [olds, oldInputs] = [propertiesOf(request.getProperties()), propertiesOf(request.getInputs())];
      const { id, outs, inputs } = await resource.read(request.getId(), olds, oldInputs);
      return new messages.ReadResponse().setId(id).setProperties(structOf(outs)).setInputs(structOf(inputs));
    }),

    update: unary<provider.UpdateRequest>(async (request, { resource }) => {
      const [olds, news] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      const outs = await resource.update(request.getId(), olds, news, request.getPreview());
      return new messages.UpdateResponse().setProperties(structOf(outs));
    }),

    delete: unary<provider.DeleteRequest>(async (request, { resource }) => {
      await resource.delete(request.getId(), propertiesOf(request.getProperties()));
      return empty();
    }),

    construct: unary<provider.ConstructRequest>((request, session) => {
      session.note({ fleet: propertiesOf(request.getInputs()) });
      return session.fleets.construct(request);
    }),

    cancel: unary((_request, { run }) => {
      run.cancel();
      return empty();
    }),
  };
}

interface ServerCall<Request> {
  request: Request;
  getPeer(): string;
}

type Handler<Request> = (request: Request, session: Session, peer: string) => object | Promise<object>;

type Answer = (error: object | null, response?: object) => void;

function failure(reason: string): provider.CheckFailure {
  return new messages.CheckFailure().setReason(visible(reason));
}

const { Empty } = loadFromPulumi("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => object };

function empty(): object {
  return new Empty();
}

const { PluginInfo } = loadFromPulumi("@pulumi/pulumi/proto/plugin_pb.js") as {
  PluginInfo: new () => { setVersion(version: string): object };
};

function pluginInfo(version: string): object {
  return new PluginInfo().setVersion(version);
}

function schema(version: string): string {
  const file = createRequire(__filename).resolve("../../plugin/schema.json");
  const parsed = JSON.parse(readFileSync(file, "utf8")) as object;
  return JSON.stringify({ ...parsed, version });
}
