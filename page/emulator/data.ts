/** What the emulator tells its page: everything at first, and then what has changed. */
export interface Changes {
  readonly isWhole: boolean;
  /** The emulator's time in milliseconds since the epoch. */
  readonly now: number;
  readonly numbers: readonly NumberSettings[];
  readonly calls: readonly Call[];
  readonly faults: readonly Fault[];
  readonly behaviour: { readonly rateLimit: RateLimit };
  readonly operations: readonly Operation[];
}

export interface NumberSettings extends Settings {
  readonly custSpaceId: string;
  readonly phoneNumber: string;
}

export interface Settings {
  readonly enableWelcomeMessage: boolean;
  readonly prompts: readonly string[];
  readonly commands: readonly Command[];
}

export interface Command {
  readonly commandName: string;
  readonly commandDescription: string;
}

/** One call that the emulator received. */
export interface Call {
  /** Its place in the order of arrival. */
  readonly index: number;
  readonly operation: string;
  readonly custSpaceId: string;
  readonly phoneNumber: string;
  readonly accessKeyId: string;
  readonly time: number;
  /** Null until it is answered, and if its connection broke before that. */
  readonly status: number | null;
  readonly code: string | null;
  readonly fault: string | null;
  /** Whether it was within its limit and counts toward it. */
  readonly isAdmitted: boolean;
}

export interface Fault {
  readonly fault: string;
  /** How often it still applies. */
  readonly times?: number;
  readonly operation?: string;
  readonly phoneNumber?: string;
  readonly chance?: number;
}

/** An operation, with how many calls a second an account may make of it. */
export interface Operation {
  readonly name: string;
  readonly callsPerSecond: number;
}

export type RateLimit = "sliding" | "fixed" | "bucket" | "none";
