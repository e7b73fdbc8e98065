/** A mistake in the configuration, in words for the person who can mend it. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}
