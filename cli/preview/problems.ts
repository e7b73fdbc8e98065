import { stripVTControlCharacters } from "node:util";
import { nameIn } from "../../provider/engine/urn.js";
import type { Diagnostic } from "../stack/preview-document.js";

/** Something that a preview complains about. */
export interface Problem {
  isError: boolean;
  /** The name of the resource that it is about. */
  subject?: string | undefined;
  /** Fit for people who may see the numbers, but not the machine and not what the program handles. */
  text: string;
  /** The same for the person who ran the preview, with the exception of the program. */
  ownText: string;
}

/** The errors and warnings of a preview, errors first. What a program prints is neither. */
export function problemsIn(diagnostics: readonly Diagnostic[]): Problem[] {
  const [errors, warnings] = ["error", "warning"].map((wanted) =>
    diagnostics.filter(({ severity }) => severity === wanted).map(problemOf),
  ) as [Problem[], Problem[]];
  const causes = errors.filter(({ text }) => !CONSEQUENCES.includes(text));
  return [...(causes.length === 0 && errors.length > 0 ? [errorOf(FAILED_WITHOUT_REASON)] : causes), ...warnings];
}

function problemOf({ severity, message, urn }: Diagnostic): Problem {
  const [, named] = /^error: \S+ resource '(.*?)' has a problem: /.exec(message) ?? [];
  const subject = urn === undefined ? named : nameIn(urn);
  return { isError: severity === "error", subject, ...textsOf(message) };
}

/** What follows from other errors: all that a preview says about a policy, and about what it does not look at any more. */
const CONSEQUENCES = ["preview failed", "grpc: the client connection is closing"];

const FAILED_WITHOUT_REASON =
  "The preview failed, and Pulumi does not say here why. It may be a policy: `pulumi preview` shows it.";

/** An error that is not in the preview. */
export function errorOf(message: string): Problem {
  return { isError: true, ...textsOf(message) };
}

function textsOf(message: string): Pick<Problem, "text" | "ownText"> {
  const ownText = stripVTControlCharacters(message)
    .replace(/^\s*(error|warning): /, "")
    .replace(/^\S+ resource '.*?' has a problem: /, "")
    .trim();
  const text = isException(ownText) ? EXCEPTION : ownText.replace(ADDRESSES, "[address]").replace(PATHS, "[path]");
  return { text, ownText };
}

/** A crash shows values and source code, and has many forms: Node.js, Python and Go each have one. */
function isException(text: string): boolean {
  return /unhandled exception|Traceback \(most recent|^panic: |^goroutine \d|^\s+at .*:\d+:\d+\)?$/im.test(text);
}

const EXCEPTION =
  "The program ended with an exception, which is not shown here, since it can contain anything. `pulumi preview` shows it.";

/** With a password, perhaps. */
const ADDRESSES = /\b[a-z][\w+.-]*:\/\/\S+/gi;

/** Absolute paths of every system, and those below the home folder. */
const PATHS =
  /(?<![\w.\]/\\-])(?:(?:~|[A-Za-z]:)?[\\/][^\s'"`()[\]:;,/\\]+(?:[\\/][^\s'"`()[\]:;,/\\]*)+|[A-Za-z]:\\[^\s'"`]*)/g;
