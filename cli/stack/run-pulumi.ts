import { lastLineOf, startPulumi } from "./start-pulumi.js";

/**
 * Runs a command of `pulumi` that prints JSON. Its standard output can contain secrets, so no message quotes it.
 *
 * @throws Error if it prints something else
 */
export async function runPulumi(command: PulumiCommand, place: StackPlace): Promise<Outcome> {
  const { flags, seconds } = COMMANDS[command];
  const { error, output, errorOutput } = await startPulumi([...command.split(" "), ...flags], { ...place, seconds });
  if (error === null) return { printed: parsed(command, output) };
  if (error.killed) return { problem: `\`pulumi ${command}\` did not finish within ${seconds} s` };
  if (error.code === "ENOENT") return { missing: "`pulumi` is not on PATH" };
  if (errorOutput.includes("no stack selected")) return { missing: "no stack is selected" };
  return { problem: lastLineOf(errorOutput) || `\`pulumi ${command}\` failed` };
}

/** The stack that a command is about, and where and how it runs. */
export interface StackPlace {
  /**
   * The stack's name.
   *
   * @default the selected stack
   */
  stack?: string | undefined;
  folder: string;
  environment: NodeJS.ProcessEnv;
}

/** The stack in words, as in "the configuration of the selected stack". */
export function nameStack(stack: string | undefined): string {
  return stack === undefined ? "the selected stack" : `the stack ${stack}`;
}

interface Outcome {
  printed?: unknown;
  /** Why there is nothing to print. */
  missing?: string;
  problem?: string;
}

const COMMANDS = {
  config: { flags: ["--json", "--show-secrets"], seconds: 10 },
  // Secrets stay encrypted. A large state takes its time.
  "stack export": { flags: [], seconds: 30 },
} as const;

type PulumiCommand = keyof typeof COMMANDS;

function parsed(command: PulumiCommand, output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    // The error of `JSON.parse` quotes the text, which can contain secrets.
    throw new Error(`\`pulumi ${command}\` did not print JSON. Run it in this folder to see what it prints.`);
  }
}
