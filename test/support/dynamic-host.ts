import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach } from "@jest/globals";
import { DEFER_MODULES } from "./engine.js";
import { PROVIDER_TEXT } from "../../sdk/provider-text.js";

const root = resolve(__dirname, "../..");

export type Properties = Record<string, unknown>;

/** The part of a generated message that the tests use. */
interface Message {
  toObject(): Record<string, unknown>;
  [method: string]: (value?: unknown) => unknown;
}

/** Of Pulumi's own packages, as the engine uses them. */
const fromPulumi = createRequire(require.resolve("@pulumi/pulumi"));
const grpc = fromPulumi("@grpc/grpc-js") as { credentials: { createInsecure(): unknown } };
const { Struct } = fromPulumi("google-protobuf/google/protobuf/struct_pb") as {
  Struct: { fromJavaScript(value: Properties): unknown };
};
const messages = fromPulumi("@pulumi/pulumi/proto/provider_pb") as Record<string, new () => Message>;
const { Status } = fromPulumi("@pulumi/pulumi/proto/status_pb") as {
  Status: { deserializeBinary(bytes: Buffer): { getDetailsList(): [{ getValue_asU8(): Uint8Array }] } };
};
const { ErrorResourceInitFailed } = fromPulumi("@pulumi/pulumi/proto/provider_pb") as {
  ErrorResourceInitFailed: { deserializeBinary(bytes: Uint8Array): Message };
};
const { ResourceProviderClient } = fromPulumi("@pulumi/pulumi/proto/provider_grpc_pb") as {
  ResourceProviderClient: new (address: string, credentials: unknown) => Record<string, Rpc> & { close(): void };
};

type Rpc = (request: Message, callback: (error: Error | null, response: Message) => void) => void;

const running: DynamicHost[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.close()));
});

export interface HostOptions {
  /** The engine's address; nobody's when left out. */
  engine?: string;
  /** The stack's configuration, by full keys. */
  config?: Record<string, string>;
  environment?: Record<string, string>;
  /** Files of the home folder. */
  home?: Record<string, string>;
}

/** Starts the real host in a program's folder, as the engine does, for the rest of the test. */
export async function startHost(options: HostOptions = {}): Promise<DynamicHost> {
  const { engine = "127.0.0.1:1", config = {}, environment = {}, home = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-host-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  for (const [path, content] of Object.entries(home)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const script = join(root, "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js");
  const child = spawn(process.execPath, [script, engine], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      USERPROFILE: folder,
      TMPDIR: folder,
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
      ...environment,
      NODE_OPTIONS: [DEFER_MODULES, environment["NODE_OPTIONS"]].join(" ").trim(),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const host = new DynamicHost(child, folder);
  running.push(host);
  await host.connect(config);
  return host;
}

/** The dynamic-provider host, spoken to as the engine does. */
export class DynamicHost {
  /** Everything that a user would see of it. */
  output = "";
  readonly #child: ChildProcess;
  readonly #folder: string;
  #client: InstanceType<typeof ResourceProviderClient> | undefined;

  constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
  }

  async connect(config: Record<string, string>): Promise<void> {
    const { stdout, stderr } = this.#child;
    if (!stdout || !stderr) throw new Error("The host has no output.");
    stderr.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    const lines = createInterface({ input: stdout });
    const [port] = (await once(lines, "line")) as [string];
    lines.on("line", (line) => (this.output += `${line}\n`));
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    await this.#call("configure", "ConfigureRequest", { Args: config });
  }

  async check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: Record<string, unknown>[] }> {
    const response = await this.#call("check", "CheckRequest", { Olds: olds, News: withProvider(news) });
    return { inputs: propertiesOf(response, "getInputs"), failures: failuresOf(response) };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<{ changes: unknown; replaces: unknown }> {
    const response = await this.#call("diff", "DiffRequest", { Id: id, Olds: olds, News: withProvider(news) });
    const { changes, replacesList } = response.toObject();
    return { changes: ["unknown", "none", "some"][Number(changes)], replaces: replacesList };
  }

  async create(news: Properties): Promise<{ id: unknown; outs: Properties }> {
    const response = await this.#call("create", "CreateRequest", { Properties: withProvider(news) });
    return { id: response["getId"]?.(), outs: propertiesOf(response, "getProperties") };
  }

  /** A create that fails after the resource came into being: what the engine keeps of it. */
  async unfinishedCreate(news: Properties): Promise<{ id: unknown; outs: Properties }> {
    const error: unknown = await this.create(news).catch((thrown: unknown) => thrown);
    const [bytes] = (error as { metadata: { get(key: string): [Buffer] } }).metadata.get("grpc-status-details-bin");
    const [detail] = Status.deserializeBinary(bytes).getDetailsList();
    const unfinished = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
    return { id: unfinished["getId"]?.(), outs: propertiesOf(unfinished, "getProperties") };
  }

  async read(id: string, olds: Properties): Promise<{ id: unknown; props: Properties; inputs: Properties }> {
    const response = await this.#call("read", "ReadRequest", { Id: id, Properties: withProvider(olds) });
    const [props, inputs] = [propertiesOf(response, "getProperties"), propertiesOf(response, "getInputs")];
    return { id: response["getId"]?.(), props, inputs };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = { Id: id, Olds: withProvider(olds), News: withProvider(news) };
    return propertiesOf(await this.#call("update", "UpdateRequest", request), "getProperties");
  }

  async delete(id: string, olds: Properties): Promise<void> {
    await this.#call("delete", "DeleteRequest", { Id: id, Properties: withProvider(olds) });
  }

  /** Asks it to end, as the engine does after a run, and waits until it has. */
  async interrupt(): Promise<void> {
    const exit = once(this.#child, "exit");
    this.#child.kill(process.platform === "win32" ? "SIGBREAK" : "SIGINT");
    await exit;
  }

  async close(): Promise<void> {
    this.#client?.close();
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null && this.#child.kill("SIGKILL")) await once(this.#child, "exit");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #call(method: string, type: string, fields: Record<string, unknown>): Promise<Message> {
    const Request = messages[type];
    const client = this.#client;
    if (!Request || !client) throw new Error(`Pulumi's protocol has no ${type}, or the host is not connected.`);
    const request = new Request();
    for (const [name, value] of Object.entries(fields)) {
      request[`set${name}`]?.(typeof value === "string" ? value : Struct.fromJavaScript(value as Properties));
    }
    return new Promise((resolve, reject) => {
      client[method]?.(request, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });
  }
}

function withProvider(properties: Properties): Properties {
  return { __provider: PROVIDER_TEXT, ...properties };
}

function failuresOf(response: Message): Record<string, unknown>[] {
  return response.toObject()["failuresList"] as Record<string, unknown>[];
}

/** Without the provider text, which has to be there. */
function propertiesOf(response: Message, getter: string): Properties {
  const struct = response[getter]?.() as { toJavaScript(): Properties } | undefined;
  if (!struct) return {};
  const { __provider, ...properties } = struct.toJavaScript();
  if (__provider !== PROVIDER_TEXT) throw new Error(`The host lost the provider text in ${getter}.`);
  return properties;
}
