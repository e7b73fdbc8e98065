/** What the numbers among the options may be. Times may be fractions here; the stack's configuration takes whole ones. */
export const RANGES = {
  retryTimeoutSeconds: { least: 0.1, most: 86_400, isWhole: false },
  maxInFlight: { least: 1, most: 1000, isWhole: true },
  attemptTimeoutSeconds: { least: 0.1, most: 600, isWhole: false },
} as const;
