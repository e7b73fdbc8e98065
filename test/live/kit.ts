import { LiveOutput } from "../../cli/command-line/live-output.js";
import { startEmulator, type Emulator, type EmulatorOptions, type NumberSettingsArgs } from "../../emulator/index.js";
import { VirtualClock } from "../../live/clock.js";
import type { LiveOptions } from "../../live/options.js";
import { tryOut, type End, type Surroundings } from "../../live/try-out.js";

export const NUMBER: NumberSettingsArgs = {
  custSpaceId: "cams-7f3kq9x2",
  phoneNumber: "8613912345678",
  enableWelcomeMessage: true,
  prompts: ["Where is my parcel?", "Opening hours"],
  commands: [{ commandName: "parcel", commandDescription: "Track a parcel" }],
};

export interface KitRun extends End {
  /** What was shown while it ran. */
  readonly shown: string;
  /** Why it failed, if it did. */
  readonly error?: string;
  /** What the number has in the end. */
  readonly left: NumberSettingsArgs | undefined;
  readonly emulator: Emulator;
}

/**
 * Runs the kit against an emulator, on a clock that does not wait.
 *
 * @param prepare - Is given the emulator before the kit starts.
 */
export async function runKit(
  {
    options = {},
    emulate = {},
    surroundings = {},
  }: {
    options?: Partial<LiveOptions>;
    emulate?: EmulatorOptions;
    surroundings?: Partial<Surroundings>;
  },
  prepare: (emulator: Emulator) => void = () => undefined,
): Promise<KitRun> {
  const clock = new VirtualClock();
  const emulator = await startEmulator({ now: () => clock.now(), numbers: [NUMBER], ...emulate });
  const key = { accessKeyId: emulator.accessKeyId, accessKeySecret: emulator.accessKeySecret };
  let shown = "";
  prepare(emulator);
  const run = tryOut(
    {
      space: NUMBER.custSpaceId,
      phone: NUMBER.phoneNumber,
      profile: undefined,
      endpoint: undefined,
      foreignSpace: undefined,
      withRate: false,
      isConfirmed: true,
      report: undefined,
      ...options,
    },
    {
      connection: {
        endpoint: { protocol: "http", host: emulator.endpoint, isLoopback: true },
        credentials: { latest: key, resolve: () => Promise.resolve(key), forget: () => undefined },
        timeoutMs: 300,
      },
      clock,
      output: new LiveOutput({ write: (text) => (shown += text) }),
      version: "1.2.3",
      ask: () => Promise.resolve(true),
      signal: new AbortController().signal,
      ...surroundings,
    },
  );
  try {
    const end = await run.catch((error: unknown) => ({ isWell: false, error: String(error) }));
    const left = emulator.numbers().find(({ phoneNumber }) => phoneNumber === NUMBER.phoneNumber);
    return { ...end, shown, left, emulator };
  } finally {
    await emulator.close();
  }
}

/** What was shown, as if the terminal were wide enough. */
export function onOneLine(text: string): string {
  return text.replaceAll("\n", " ");
}

/** Does something once an emulator has got so many calls. */
export function afterCalls(emulator: Emulator, count: number, act: () => void): void {
  const timer = setInterval(() => {
    if (emulator.requests().length < count) return;
    clearInterval(timer);
    act();
  }, 1).unref();
}
