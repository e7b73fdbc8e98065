/** A value, or the reason why it cannot be shown. */
export type Known<T> = T | Hidden;

/** Stands for a value that cannot be shown. It is never drawn as empty. */
export interface Hidden {
  /** The reason in a few words, such as "known after `pulumi up`". */
  readonly why: string;
}

export function isHidden(value: unknown): value is Hidden {
  return typeof value === "object" && value !== null && "why" in value;
}
