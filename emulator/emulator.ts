import { Accounts } from "./gateway/accounts.js";
import type { Account } from "./gateway/accounts.js";
import { DEFAULT_BEHAVIOUR, changeBehaviour } from "./behaviour.js";
import type { Behaviour } from "./behaviour.js";
import { createClock } from "./clock.js";
import type { Fault } from "./faults/faults.js";
import type { RecordedRequest } from "./control/request-log.js";
import { serve } from "./gateway/server.js";
import type { NumberSettings, NumberSettingsArgs } from "./service/settings.js";
import { World } from "./world.js";

/** What an emulator starts with. */
export interface EmulatorOptions {
  /**
   * The port of 127.0.0.1 to listen on; 0 takes a free one.
   * @default 0
   */
  port?: number;
  /**
   * The accounts that may call.
   * @default one account with `DEFAULT_ACCESS_KEY_ID` and `DEFAULT_ACCESS_KEY_SECRET`, which owns every space
   */
  accounts?: readonly Account[];
  /**
   * The numbers that are configured at the start, but no more after a reset.
   * @default []
   */
  numbers?: readonly NumberSettingsArgs[];
  /** The switches that differ from `DEFAULT_BEHAVIOUR`. */
  behaviour?: Partial<Behaviour>;
  /**
   * A clock in milliseconds since the epoch, for tests. It serves dates, rates and stale reads; delays are real.
   * @default the clocks of this machine
   */
  now?: () => number;
}

/** A running emulator of the service. */
export interface Emulator {
  /** Where it listens, as `127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** The port on which it listens. */
  readonly port: number;
  /** The access key id of the first account. */
  readonly accessKeyId: string;
  /** The access key secret of the first account. */
  readonly accessKeySecret: string;
  /** Every call since the start or the last reset, in the order of arrival. */
  requests(): RecordedRequest[];
  /** The newest settings of every number that was written or set. */
  numbers(): NumberSettings[];
  /** Sets one number's settings, as somebody would by hand in the console. */
  setNumber(settings: NumberSettingsArgs): void;
  /** Queues faults for the next matching calls. */
  fail(...faults: readonly Fault[]): void;
  /** Changes some switches of the behaviour. */
  setBehaviour(changes: Partial<Behaviour>): void;
  /** Empties numbers, requests, faults, rates and nonces, and takes the behaviour of the start back. */
  reset(): void;
  /** Ends every connection, hung calls too, and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a local Chat App Message Service.
 * @example
 * ```ts
 * import { startEmulator } from "pulumi-cams/emulator";
 *
 * const emulator = await startEmulator();
 * // Point a client at emulator.endpoint, with emulator.accessKeyId and emulator.accessKeySecret.
 * console.log(emulator.requests());
 * await emulator.close();
 * ```
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const behaviour = changeBehaviour(DEFAULT_BEHAVIOUR, options.behaviour ?? {});
  const world = new World(createClock(options.now), new Accounts(options.accounts), behaviour);
  for (const number of options.numbers ?? []) world.setNumber(number);
  const { port, close } = await serve(world, options.port ?? 0);
  return {
    endpoint: `127.0.0.1:${port}`,
    port,
    accessKeyId: world.accounts.first.accessKeyId,
    accessKeySecret: world.accounts.first.accessKeySecret,
    requests: () => world.log.list(),
    numbers: () => world.store.list(),
    setNumber: (settings) => {
      world.setNumber(settings);
    },
    fail: (...faults) => {
      world.fail(faults);
    },
    setBehaviour: (changes) => {
      world.setBehaviour(changes);
    },
    reset: () => {
      world.reset();
    },
    close,
  };
}
