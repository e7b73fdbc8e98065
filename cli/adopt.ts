import type { Command } from "commander";
import { LANGUAGE_NAMES, type LanguageName } from "./adopt/languages/language-name.js";
import { addConfigurationFlags, type ConfigurationFlags } from "./command-line/configuration-flags.js";
import { UsageError } from "./command-line/usage-error.js";

/** `pulumi-cams adopt`: generates a program and an import file from the current settings of a space's numbers. */
export function addAdopt(program: Command): void {
  const command = program
    .command("adopt")
    .usage("--space ID [options]")
    .summary("generate a program from the current settings of a space")
    .description(DESCRIPTION)
    .option("--space <ID>", "the space of the numbers")
    .option("--phone <N>", "one number, digits only; repeatable (default: all numbers of the space)", collect)
    .option(
      "--language <NAME>",
      `${LANGUAGE_NAMES.join(", ")} (default: the language of the project, or else typescript)`,
    )
    .option("--out <FOLDER>", "the output folder (default: .)")
    .option("--force", "overwrite the program and import.json");
  addConfigurationFlags(command).action(adopt);
}

const DESCRIPTION = `\
Reads the settings of the numbers of a space and generates a program that declares them as they are, and import.json, \
which \`pulumi import --file\` imports into a stack. Changes nothing at the service.

After an interruption, run the same command again: it resumes from what was read in the last two hours.`;

function collect(number: string, others: string[] = []): string[] {
  return [...others, number];
}

interface AdoptFlags extends ConfigurationFlags {
  space?: string;
  phone?: string[];
  language?: string;
  out?: string;
  force?: boolean;
}

async function adopt({ space, phone = [], language, out = ".", force = false, ...flags }: AdoptFlags): Promise<void> {
  if (space === undefined) throw new UsageError("Expected --space with the id of a space.");
  if (language !== undefined && !isLanguageName(language)) {
    const choices = new Intl.ListFormat("en", { type: "disjunction" }).format(LANGUAGE_NAMES);
    throw new UsageError(`--language ${JSON.stringify(language)}: Expected ${choices}.`);
  }
  // Loads the schema and the client, which other commands do not need.
  const { requireValid } = await import("./command-line/require-valid.js");
  requireValid("--space", "custSpaceId", space);
  for (const number of phone) requireValid("--phone", "phoneNumber", number);
  const { adoptNumbers } = await import("./adopt/adopt-numbers.js");
  const phoneNumbers = [...new Set(phone)];
  await adoptNumbers({ custSpaceId: space, phoneNumbers, language, folder: out, isForced: force, flags });
}

function isLanguageName(name: string): name is LanguageName {
  return (LANGUAGE_NAMES as readonly string[]).includes(name);
}
