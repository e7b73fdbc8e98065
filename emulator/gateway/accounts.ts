import { ShapeError } from "../input.js";

/** The key id of the account that the emulator has when it is given none. */
export const DEFAULT_ACCESS_KEY_ID = "emulator-key-id";

/** The secret of the account that the emulator has when it is given none. */
export const DEFAULT_ACCESS_KEY_SECRET = "emulator-key-secret";

/** An Alibaba Cloud account with one access key. Rates are counted per account. */
export interface Account {
  /** The id of its access key, unique in one emulator. */
  accessKeyId: string;
  /** The secret of its access key. */
  accessKeySecret: string;
  /** The token that calls must carry, as with keys of the Security Token Service. */
  securityToken?: string;
  /** When `securityToken` expires, in milliseconds since the epoch; never when absent. */
  expiration?: number;
  /** The only spaces that the account owns; every space when absent. */
  spaces?: readonly string[];
  /**
   * Whether the access key is disabled.
   * @default false
   */
  disabled?: boolean;
}

/** The accounts of one emulator, at least one. */
export class Accounts {
  /** The account whose key the emulator shows. */
  readonly first: Account;
  readonly #byKeyId: ReadonlyMap<string, Account>;

  constructor(accounts: readonly Account[] = [DEFAULT_ACCOUNT]) {
    const [first] = accounts;
    if (first === undefined) throw new ShapeError("Expected `accounts` to hold at least one account, got none");
    if (accounts.some((account) => account.accessKeyId === "" || account.accessKeySecret === ""))
      throw new ShapeError(
        "Expected every account to have an `accessKeyId` and an `accessKeySecret`, got an empty one",
      );
    this.first = first;
    this.#byKeyId = new Map(accounts.map((account) => [account.accessKeyId, account]));
    if (this.#byKeyId.size < accounts.length)
      throw new ShapeError("Expected every account to have an `accessKeyId` of its own, got one twice");
  }

  /** The account of an access key. */
  find(accessKeyId: string): Account | undefined {
    return this.#byKeyId.get(accessKeyId);
  }
}

const DEFAULT_ACCOUNT: Account = { accessKeyId: DEFAULT_ACCESS_KEY_ID, accessKeySecret: DEFAULT_ACCESS_KEY_SECRET };
