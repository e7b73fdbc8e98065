/** The service's vocabulary, as the rest of the package uses it. Its spelling on the wire stays in `wire/body.ts`. */

/** One business phone number of one space. */
export interface PhoneNumberKey {
  /** Space id of an ISV's sub-customer, or instance id of a direct customer. */
  custSpaceId: string;
  /** Digits with the country code, without a plus sign. */
  phoneNumber: string;
}

/** A command, which WhatsApp offers when a customer types a slash. */
export interface Command {
  /** Name without the slash. */
  commandName: string;
  /** What the command does. */
  commandDescription: string;
}

/** The conversational automation of one number: all three settings. */
export interface Settings {
  /** Whether you are notified when a customer first opens a chat. */
  enableWelcomeMessage: boolean;
  /** In the order in which the customer sees them. */
  prompts: string[];
  /** In the order in which the customer sees them. */
  commands: Command[];
}

/** One number as `QueryChatappPhoneNumbers` lists it. A field that the service left out is absent. */
export interface ListedPhoneNumber {
  /** Digits with the country code, without a plus sign. */
  phoneNumber: string;
  /** For instance `CONNECTED`; the service may add values. */
  status?: string;
  /** The display name that customers see. */
  verifiedName?: string;
  /** `GREEN`, `YELLOW`, `RED` or `UNKNOWN`. */
  qualityRating?: string;
}

/** The operations of the service that the client calls. Each has a rate limit of its own. */
export type Operation = "GetConversationalAutomation" | "UpdateConversationalAutomation" | "QueryChatappPhoneNumbers";

/** Why no call starts at the moment, and for how much longer. */
export interface Pause {
  /** The cause. */
  reason: "meta-limit";
  /** How much longer it lasts. */
  remainingMs: number;
}

/** What one operation of one account is doing. */
export interface PaceStatus {
  /** Calls that have not started yet. */
  waiting: number;
  /** How long the longest of them has waited. */
  waitingForMs: number;
  /** Calls that have started and have no answer yet. */
  inFlight: number;
  /** Calls that the service accepted since the process started. */
  accepted: number;
  /** Calls that the service throttled since the process started. */
  throttled: number;
  /** How many of the account's calls per second this process uses: fewer than all while others use the account. */
  share: number;
  /** The account's calls per second. */
  callsPerSecond: number;
  /** The current pause; absent when there is none. */
  pause?: Pause;
}
