import { visible } from "../api/visible.js";
import { engineAddressOfDynamicHost } from "./engine/address.js";
import type { CheckResult } from "./lifecycle/conversational-automation.js";
import { formatId } from "./lifecycle/number-id.js";
import { UnconfirmedWrite } from "./lifecycle/unconfirmed-write.js";
import { endWithProcess, ProviderRun } from "./run.js";

const engine = engineAddressOfDynamicHost(process.argv);
const run = new ProviderRun({ engine, load: loadAsHost });
const { lifecycle } = run;
if (engine !== undefined) endWithProcess(run);

/**
 * The door for Pulumi's dynamic-provider host: what the state of every resource points at, by the text
 * `exports.handler=()=>require("pulumi-cams/provider").provider`. The host keeps one such object per process.
 */
export const provider = {
  /**
   * Keeps the configuration. The host caches the provider before it awaits this method, and does not call it again after
   * a failure. So nothing here waits or throws, and every later operation reports a mistake.
   */
  configure(request: ConfigureRequest): Promise<void> {
    run.configure((key) => request.config.get(key));
    return Promise.resolve();
  },
  // `__provider` is the host's own property, `__run` what the program says about its run.
  check: (_olds: Properties, { __provider: _, __run: told, ...news }: Properties) =>
    plainly(() => {
      noteRun(told, news);
      return withMistake(lifecycle.check(news));
    }),
  diff: (id: string, olds: Properties, news: Properties) => plainly(() => lifecycle.diff(id, olds, news)),
  create: (news: Properties) => plainly(() => lifecycle.create(news), news),
  read: (id: string, olds: Properties) => plainly(() => lifecycle.read(id, olds)),
  update: (id: string, olds: Properties, news: Properties) => plainly(() => lifecycle.update(id, olds, news), news),
  delete: (id: string, olds: Properties) => plainly(() => lifecycle.delete(id, olds)),
};

type Properties = Readonly<Record<string, unknown>>;

/** What the dynamic host gives to `configure`: the stack's configuration, or an explicit provider's settings. */
interface ConfigureRequest {
  config: { get: (key: string) => unknown };
}

/** Keeps what only the program knows: how many numbers it declares, and on which row of the display each of them is. */
function noteRun(told: unknown, { custSpaceId, phoneNumber }: Properties): void {
  if (typeof told !== "object" || told === null) return;
  const { declared, row } = told as Properties;
  if (typeof declared === "number") run.progress.expect(declared);
  if (typeof custSpaceId !== "string" || typeof phoneNumber !== "string" || typeof row !== "string") return;
  run.place(formatId({ custSpaceId, phoneNumber }), row);
}

function withMistake({ inputs, failures }: CheckResult): CheckResult {
  const mistakes = run.mistake === undefined ? [] : [run.mistake];
  const reasons = [...failures.map(({ reason }) => reason), ...mistakes];
  return { inputs, failures: reasons.map((reason) => ({ property: "", reason: visible(reason) })) };
}

/**
 * Loads a module through the host's own module, which gives the very copy that the host has loaded, wherever the package
 * manager put it. So nothing of Pulumi is imported here, and nothing is loaded before there is a line to log.
 */
function loadAsHost(name: string): unknown {
  return require.main?.require(name);
}

/**
 * Rethrows errors as plain ones. The host can hang on others, and gives meanings to an `id`, a `code` or `metadata`; it
 * also prints the stack, which does not help a user. With an `id`, it keeps `properties` as the resource's state and
 * marks the resource as unfinished: exactly what an unconfirmed write is.
 */
async function plainly<T>(operation: () => T | Promise<T>, news: Properties = {}): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const plain = new Error(visible(message.replaceAll("\n", " ")));
    plain.stack = "";
    if (error instanceof UnconfirmedWrite) {
      const properties = { ...error.outs, __provider: news["__provider"] };
      throw Object.assign(plain, { id: error.id, properties, reasons: [plain.message] });
    }
    throw plain;
  }
}
