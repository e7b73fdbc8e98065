/** The languages of the programs that `adopt` writes. They are also the names of Pulumi's templates. */
export const LANGUAGE_NAMES = ["typescript", "python", "go", "yaml"] as const;

export type LanguageName = (typeof LANGUAGE_NAMES)[number];
