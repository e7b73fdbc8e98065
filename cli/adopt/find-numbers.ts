import { isCamsError, type Client, type ListedPhoneNumber, type Settings } from "../../api/index.js";
import { problemsOf } from "../../settings/check.js";
import type { LiveOutput } from "../command-line/live-output.js";
import type { FoundNumber } from "./found-number.js";
import type { KeptReads } from "./kept-reads.js";

/**
 * Reads the settings of the given numbers, or of all numbers that the space lists. A number that the service does not
 * know is skipped with a message.
 *
 * @throws CamsError of the first call that fails for another reason; reads that have started still finish
 * @throws Error if no number is left
 */
export async function findNumbers(phoneNumbers: readonly string[], search: Search): Promise<FoundNumber[]> {
  const named = phoneNumbers.map((phoneNumber) => ({ phoneNumber }));
  const listed = named.length > 0 ? named : await list(search);
  const found = await readAll(listed, search);
  if (found.length === 0) throw new Error("There is nothing to adopt: the service knows none of these numbers.");
  return found;
}

/** What a search for numbers needs. */
export interface Search {
  client: Pick<Client, "getConversationalAutomation" | "queryChatappPhoneNumbers">;
  custSpaceId: string;
  kept: KeptReads;
  output: Pick<LiveOutput, "print" | "showProgress">;
}

async function list({ client, custSpaceId, output }: Search): Promise<ListedPhoneNumber[]> {
  const listed = new Map<string, ListedPhoneNumber>();
  for (const entry of await client.queryChatappPhoneNumbers(custSpaceId)) {
    const { phoneNumber } = entry;
    const problem = problemsOf({ phoneNumber }).find(({ property }) => property === "phoneNumber");
    if (problem)
      output.print(`Skipped ${JSON.stringify(phoneNumber)}, which no resource can manage: ${problem.reason}`);
    else listed.set(phoneNumber, entry);
  }
  if (listed.size > 0) return [...listed.values()];
  throw new Error(
    `The space ${custSpaceId} has no numbers. Check --space, and whether the credentials belong to the right account.`,
  );
}

/** Starts all reads at once; the client paces them. */
async function readAll(listed: readonly ListedPhoneNumber[], search: Search): Promise<FoundNumber[]> {
  const { kept, output } = search;
  const known = listed.filter(({ phoneNumber }) => kept.get(phoneNumber) !== undefined).length;
  if (known > 0) output.print(`Resuming: ${known} of ${listed.length} numbers were read by an earlier run.`);
  let done = 0;
  const found = await Promise.all(
    listed.map(async ({ phoneNumber, verifiedName }): Promise<FoundNumber[]> => {
      const settings = kept.get(phoneNumber) ?? (await read(phoneNumber, search));
      done += 1;
      output.showProgress(`Read ${done} of ${listed.length} numbers`);
      return settings ? [{ phoneNumber, ...(verifiedName === undefined ? {} : { verifiedName }), settings }] : [];
    }),
  );
  return found.flat();
}

async function read(phoneNumber: string, { client, custSpaceId, kept, output }: Search): Promise<Settings | undefined> {
  try {
    const settings = await client.getConversationalAutomation({ custSpaceId, phoneNumber });
    kept.keep(phoneNumber, settings);
    return settings;
  } catch (error) {
    if (!isCamsError(error) || error.kind !== "phone-number") throw error;
    output.print(`Skipped ${phoneNumber}. ${error.message}`);
    return undefined;
  }
}
