/** The signature of a call, whichever of the two kinds it is. */
export interface CallSignature {
  readonly accessKeyId: string;
  readonly securityToken: string | undefined;
  readonly date: string;
  readonly nonce: string;
  /** Returns undefined if the call was signed with a secret, and what the service says otherwise. */
  readonly mismatch: (accessKeySecret: string) => string | undefined;
}
