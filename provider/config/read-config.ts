/** Reads one key of the stack's configuration, or of an explicit provider's settings, by its full name. */
export type ReadConfig = (key: string) => string | undefined;
