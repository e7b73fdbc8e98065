import { DEFAULT_BEHAVIOUR, changeBehaviour } from "./behaviour.js";
import type { Behaviour } from "./behaviour.js";
import { createClock } from "./clock.js";
import { controlsOf } from "./control/controls.js";
import type { Fault } from "./faults/faults.js";
import { GatewayState } from "./gateway/gateway-state.js";
import type { RecordedRequest } from "./gateway/request-log.js";
import { serve } from "./server.js";
import { Accounts } from "./service/accounts.js";
import type { Account } from "./service/accounts.js";
import { DataFile } from "./service/data-file.js";
import { NumberStore } from "./service/number-store.js";
import { readNumbers } from "./service/settings.js";
import type { NumberSettings, NumberSettingsArgs } from "./service/settings.js";

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
  const accounts = new Accounts(options.accounts);
  const numbers = readNumbers(options.numbers ?? []);
  const file = options.data === undefined ? undefined : await DataFile.open(options.data);
  try {
    const state = new GatewayState(createClock(options.now), accounts, new NumberStore(numbers, file), behaviour);
    return await start(state, options, () => file?.close());
  } catch (error) {
    file?.close();
    throw error;
  }
}

async function start(state: GatewayState, options: EmulatorOptions, onClose: () => void): Promise<Emulator> {
  const controls = controlsOf(state);
  const { port, close } = await serve(state, controls, options.port ?? 0);
  const { accessKeyId, accessKeySecret } = state.accounts.first;
  return {
    endpoint: `127.0.0.1:${port}`,
    port,
    accessKeyId,
    accessKeySecret,
    ...controls,
    fail: (...faults) => {
      controls.fail(faults);
    },
    close: async () => {
      await close();
      onClose();
    },
  };
}

/** What an emulator starts with. */
export interface EmulatorOptions {
  /**
   * The port to listen on, on 127.0.0.1; 0 picks a free one.
   * @default 0
   */
  port?: number;
  /**
   * The accounts that may call.
   * @default one account with `DEFAULT_ACCESS_KEY_ID` and `DEFAULT_ACCESS_KEY_SECRET`, which owns every space
   */
  accounts?: readonly Account[];
  /**
   * The numbers that are configured at the start, and again after a reset.
   * @default []
   */
  numbers?: readonly NumberSettingsArgs[];
  /**
   * A file that keeps the numbers. Every change is in it, and on the disk, before it is answered. What the file holds
   * already comes before `numbers`.
   * @default numbers are kept in memory only
   */
  data?: string;
  /** The switches that differ from `DEFAULT_BEHAVIOUR`. */
  behaviour?: Partial<Behaviour>;
  /**
   * A clock for tests, in milliseconds since the epoch. Dates, rates and stale reads follow it; delays take real time.
   * @default the clocks of this machine
   */
  now?: () => number;
}

/** A running emulator of the service. */
export interface Emulator {
  /** Where it listens, as `127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** The port it listens on. */
  readonly port: number;
  /** The access key id of the first account. */
  readonly accessKeyId: string;
  /** The access key secret of the first account. */
  readonly accessKeySecret: string;
  /** Lists every call since the start or the last reset, in order of arrival. */
  requests(): RecordedRequest[];
  /** Lists every number that was written or set, with its newest settings. */
  numbers(): NumberSettings[];
  /** Sets one number's settings, as another user would in the console. */
  setNumber(settings: NumberSettingsArgs): void;
  /** Queues faults for the next matching calls. */
  fail(...faults: readonly Fault[]): void;
  /** Changes some switches of the behavior. */
  setBehaviour(changes: Partial<Behaviour>): void;
  /** Clears requests, faults, rates and nonces, and restores the initial numbers and behavior. */
  reset(): void;
  /** Ends every connection, including hung calls, and frees the port. */
  close(): Promise<void>;
}
