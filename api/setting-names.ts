const OF_EXPLICIT_PROVIDER =
  /\bcams:(accessKey|secretKey|securityToken|profile|endpoint|retryTimeoutSeconds|maxInFlight|redisUrl)\b/;

/**
 * Adds how an explicit provider's settings are called. They arrive under the names of the stack's configuration, and
 * nothing tells which of the two it is.
 */
export function withExplicitNames(message: string): string {
  return OF_EXPLICIT_PROVIDER.test(message)
    ? `${message} An explicit Provider has these settings without "cams:".`
    : message;
}
