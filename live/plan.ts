import type { Settings } from "../api/index.js";
import type { LiveOptions } from "./options.js";
import { GET, QUERY, UPDATE } from "./number/number.js";
import type { Rehearsal } from "./rehearsal.js";

/** What a run will do, in paragraphs. The rehearsal made the same calls. */
export function describePlan(settings: Settings, { calls, ms }: Rehearsal, { withRate }: LiveOptions): string[] {
  const [reads, writes, lists] = [GET, UPDATE, QUERY].map((operation) => calls[operation] ?? 0);
  const total = Object.values(calls).reduce((sum, count) => sum + count, 0);
  const minutes = Math.ceil((ms + total * ANSWER_MS) / 60_000);
  const empty = [settings.prompts.length === 0 && "prompts", settings.commands.length === 0 && "commands"].filter(
    Boolean,
  );
  return [
    `This makes about ${reads} reads, ${writes} writes and ${lists} lists, in about ${minutes} min.`,
    "Customers who open a chat with the number meanwhile may see test prompts and test commands.",
    "At the end, and on Ctrl-C, the number gets back the settings that it has now.",
    ...(empty.length > 0
      ? [`It has no ${empty.join(" and no ")} now. If the service cannot clear a list, a test entry stays there.`]
      : []),
    ...(withRate
      ? [
          "The reads include bursts above the account's rate limit, which also throttle other programs for about a minute.",
        ]
      : []),
  ];
}

/** How long an answer may take. */
const ANSWER_MS = 250;
