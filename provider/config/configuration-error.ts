/** A mistake in the configuration. The message is for the person who can fix it. */
export class ConfigurationError extends Error {}
