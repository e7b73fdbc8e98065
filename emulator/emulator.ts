import { endpointOf, readAddress } from "./address.js";
import type { Address } from "./address.js";
import { IdSource } from "./answers/answer-ids.js";
import { DEFAULT_BEHAVIOUR, changeBehaviour } from "./behaviour.js";
import type { Behaviour } from "./behaviour.js";
import { runningClock, steppingClock } from "./clock.js";
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
  const address = readAddress(options);
  const behaviour = changeBehaviour(DEFAULT_BEHAVIOUR, options.behaviour ?? {});
  const accounts = new Accounts(options.accounts);
  const numbers = readNumbers(options.numbers ?? []);
  const file = options.data === undefined ? undefined : await DataFile.open(options.data);
  try {
    const { now, deterministic = false } = options;
    const clock = deterministic && now === undefined ? steppingClock() : runningClock(now);
    const ids = new IdSource(deterministic);
    const store = new NumberStore(numbers, file);
    return await start(new GatewayState({ clock, ids, accounts, store, behaviour }), address, () => file?.close());
  } catch (error) {
    file?.close();
    throw error;
  }
}

async function start(state: GatewayState, address: Address, onClose: () => void): Promise<Emulator> {
  const controls = controlsOf(state);
  const { port, close } = await serve(state, controls, address);
  const { accessKeyId, accessKeySecret } = state.accounts.first;
  return {
    endpoint: endpointOf(address.host, port),
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
   * The port to listen on; 0 picks a free one.
   * @default 0
   */
  port?: number;
  /**
   * The address to listen on. Whoever reaches another address than the loopback can change what the emulator holds, so it
   * requires `allowedHosts`.
   * @default "127.0.0.1"
   */
  host?: string;
  /**
   * Other names by which programs call the control routes, in the form `NAME` or `NAME:PORT`, such as `127.0.0.1` for any
   * port that is mapped to the emulator's.
   * @default []
   */
  allowedHosts?: readonly string[];
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
   * Whether the same calls in the same order get the same answers: ids are not random, and dates follow a clock that
   * begins with 2026 and moves on by a second with each call. So no call is throttled, except by a fault. Signatures
   * are checked against the real time. A reset starts everything over.
   * @default false
   */
  deterministic?: boolean;
  /**
   * A clock for tests, in milliseconds since the epoch. Dates, rates and stale reads follow it; delays take real time.
   * It also takes the place of the clock of `deterministic`.
   * @default the clocks of this machine
   */
  now?: () => number;
}

/** A running emulator of the service. */
export interface Emulator {
  /** Where programs on this machine reach it, as `127.0.0.1:PORT`. */
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
