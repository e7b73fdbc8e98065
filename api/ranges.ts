/** The ranges of the client's numeric options. Times may be fractions here; the stack's configuration takes integers. */
export const RANGES = {
  retryTimeoutSeconds: { least: 0.1, most: 86_400, isWhole: false },
  maxInFlight: { least: 1, most: 1000, isWhole: true },
  attemptTimeoutSeconds: { least: 0.1, most: 600, isWhole: false },
} as const;
