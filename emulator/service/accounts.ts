import { InputError } from "../input.js";

/** An Alibaba Cloud account with one access key. Rates are counted per account. */
export interface Account {
  /** The id of its access key, unique within one emulator. */
  accessKeyId: string;
  /** The secret of its access key. */
  accessKeySecret: string;
  /** The token that calls must carry, as with temporary keys from the Security Token Service. */
  securityToken?: string;
  /** When `securityToken` expires, in milliseconds since the epoch. Never if absent. */
  expiration?: number;
  /** The only spaces that the account owns. Every space if absent. */
  spaces?: readonly string[];
  /**
   * Whether the access key is disabled.
   * @default false
   */
  disabled?: boolean;
}

/** The access key id of the default account. */
export const DEFAULT_ACCESS_KEY_ID = "emulator-key-id";

/** The access key secret of the default account. */
export const DEFAULT_ACCESS_KEY_SECRET = "emulator-key-secret";

/** Holds the accounts of one emulator, at least one. */
export class Accounts {
  /** The account whose access key the emulator shows. */
  readonly first: Account;
  readonly #byKeyId: ReadonlyMap<string, Account>;

  constructor(accounts: readonly Account[] = [DEFAULT_ACCOUNT]) {
    const [first] = accounts;
    if (first === undefined) throw new InputError("Expected `accounts` to contain at least one account, got none");
    if (accounts.some((account) => account.accessKeyId === "" || account.accessKeySecret === ""))
      throw new InputError(
        "Expected every account to have an `accessKeyId` and an `accessKeySecret`, got an empty string",
      );
    this.first = first;
    this.#byKeyId = new Map(accounts.map((account) => [account.accessKeyId, account]));
    if (this.#byKeyId.size < accounts.length)
      throw new InputError("Expected every account to have a unique `accessKeyId`, got a duplicate");
  }

  /** Finds the account of an access key. */
  find(accessKeyId: string): Account | undefined {
    return this.#byKeyId.get(accessKeyId);
  }
}

const DEFAULT_ACCOUNT: Account = { accessKeyId: DEFAULT_ACCESS_KEY_ID, accessKeySecret: DEFAULT_ACCESS_KEY_SECRET };
