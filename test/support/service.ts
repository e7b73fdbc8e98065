import { afterEach } from "@jest/globals";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator/index.js";
import {
  createClient,
  type CamsError,
  type Client,
  type ClientOptions,
  type ClientSurroundings,
  type Settings,
} from "../../api/index.js";
import { systemClock, type Clock } from "../../api/clock.js";

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** An emulator for the rest of the test. Each has a port, and so a pace, of its own. */
export async function emulate(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

/** Time that passes ten times as fast: a handful of calls takes a tenth of the time, and stays within the emulator's rate. */
const HURRIED_CLOCK: Clock = {
  now: () => systemClock.now() * 10,
  after: (ms, callback) => systemClock.after(ms / 10, callback),
};

/** A client of an emulator's first account, without randomness, and hurried unless it is given a clock. */
export function clientOf(
  emulator: Emulator,
  options: ClientOptions = {},
  clock = HURRIED_CLOCK,
  { advise, signal }: ClientSurroundings = {},
): Client {
  const { endpoint, accessKeyId, accessKeySecret } = emulator;
  const credentials = { accessKeyId, accessKeySecret };
  const all = { credentials, credentialsSource: "cams:accessKey", endpoint, ...options };
  return createClient(all, { clock, random: () => 0, signal, ...(advise && { advise }) });
}

/** What a call ended with, where it has to fail. */
export async function failureOf(call: Promise<unknown>): Promise<CamsError> {
  try {
    await call;
  } catch (error) {
    return error as CamsError;
  }
  throw new Error("The call was expected to fail, and did not.");
}

/** The operations that an emulator was asked for, in order. */
export function operationsOf(emulator: Emulator): string[] {
  return emulator.requests().map(({ operation }) => operation);
}

export const NUMBER = { custSpaceId: "cams-1", phoneNumber: "8613000000000" };

export const EMPTY: Settings = { enableWelcomeMessage: false, prompts: [], commands: [] };

export const SETTINGS: Settings = {
  enableWelcomeMessage: true,
  prompts: ["Where's my order?", "人工服务 & more"],
  commands: [
    { commandName: "order", commandDescription: 'Track an "order" (100% + fast)' },
    { commandName: "help", commandDescription: "Help" },
  ],
};
