import { DEFAULT_ENDPOINT, type Endpoint } from "../api/index.js";
import type { Behaviour } from "../emulator/index.js";
import type { Calls } from "./call/caller.js";
import type { Rehearsal } from "./rehearsal.js";
import { keyOf, type Result } from "./run-probes.js";

/** What a run found. */
export interface Run {
  readonly date: Date;
  readonly version: string;
  readonly endpoint: Endpoint;
  readonly calls: Calls;
  readonly results: readonly Result[];
  /** What an emulator without switches says. */
  readonly usual: Rehearsal;
  readonly switches: Partial<Behaviour>;
  /** The probes to which an emulator with these switches gives another answer. */
  readonly notReproduced: readonly string[];
  readonly hasForeignSpace: boolean;
  readonly withRate: boolean;
}

/** The verdict on one probe. */
export function verdictOf(result: Result, usual: Rehearsal): "holds" | "differs" | "no answer" {
  if (!result.outcome) return "no answer";
  const guess = usual.results.find(({ name }) => name === result.name)?.outcome;
  return guess && keyOf(guess) === keyOf(result.outcome) ? "holds" : "differs";
}

/** The report as Markdown, without anything that leads to the account: no credential, number, space, id or setting. */
export function reportOf(run: Run): string {
  const { results, usual } = run;
  const rows = results.map((result) => {
    const guess = usual.results.find(({ name }) => name === result.name)?.outcome?.text ?? "";
    return [result.name, guess, result.outcome?.text ?? result.reason, verdictOf(result, usual)];
  });
  const calls = Object.values(run.calls).reduce((sum, count) => sum + count, 0);
  return [
    "# The service compared with the emulator",
    "",
    `${run.date.toISOString().slice(0, 10)}, pulumi-cams ${run.version}, ${kindOf(run.endpoint)}, ${calls} calls.`,
    "",
    ...tableOf(["Probe", "The emulator assumes", "Seen", ""], rows),
    "",
    "Not probed:",
    "",
    ...notProbed(run).map((line) => `- ${line}`),
    "",
    ...switchLines(run),
    "",
  ].join("\n");
}

function kindOf({ host, isLoopback }: Endpoint): string {
  if (isLoopback) return "an endpoint on the same machine";
  return host === DEFAULT_ENDPOINT ? "the service's public endpoint" : "another endpoint";
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function notProbed({ hasForeignSpace, withRate }: Run): string[] {
  return [
    ...(withRate ? [] : ["the rate limit: needs `--limit`"]),
    ...(hasForeignSpace ? [] : ["a space of another account: needs `--foreign-space`; a made-up space took its place"]),
    "a disabled access key: needs the credentials of one",
    "security tokens that are missing, expired or of another key: needs a session of each kind",
    "missing permissions: needs a RAM user without them",
    "Meta's hourly limit: it would be used up",
  ];
}

function switchLines({ switches, notReproduced }: Run): string[] {
  if (Object.keys(switches).length === 0 && notReproduced.length === 0)
    return ["An emulator without switches gives the same answers."];
  const exception = notReproduced.length === 0 ? "" : `, except to ${notReproduced.join(", ")}`;
  return [
    `An emulator with these switches gives the same answers${exception}:`,
    "",
    "```json",
    JSON.stringify(switches),
    "```",
  ];
}
