import { isCamsError, type Client, type ListedPhoneNumber, type Settings } from "../../api/index.js";
import { problemsOf } from "../../provider/settings/check.js";
import type { LiveOutput } from "../live-output.js";
import type { KeptReads } from "./kept-reads.js";
import type { FoundNumber } from "./found-number.js";

/** What a search for numbers needs. */
export interface Search {
  client: Pick<Client, "getConversationalAutomation" | "queryChatappPhoneNumbers">;
  custSpaceId: string;
  kept: KeptReads;
  output: Pick<LiveOutput, "print" | "showProgress">;
}

/**
 * Finds numbers and their settings: those that are named, or all that the space lists. A number that the service does
 * not know is left out, and the output says so.
 *
 * @throws CamsError of the first call that fails otherwise; reads that have started go on behind it
 * @throws Error when nothing is left
 */
export async function findNumbers(phoneNumbers: readonly string[], search: Search): Promise<FoundNumber[]> {
  const named = phoneNumbers.map((phoneNumber) => ({ phoneNumber }));
  const listed = named.length > 0 ? named : await list(search);
  const found = await readAll(listed, search);
  if (found.length === 0) throw new Error("There is nothing to adopt: the service knows none of the numbers.");
  return found;
}

async function list({ client, custSpaceId, output }: Search): Promise<ListedPhoneNumber[]> {
  const listed = new Map<string, ListedPhoneNumber>();
  for (const entry of await client.queryChatappPhoneNumbers(custSpaceId)) {
    const { phoneNumber } = entry;
    const problem = problemsOf({ phoneNumber }).find(({ property }) => property === "phoneNumber");
    if (problem)
      output.print(`${JSON.stringify(phoneNumber)} is left out, since no resource can have it: ${problem.reason}`);
    else listed.set(phoneNumber, entry);
  }
  if (listed.size > 0) return [...listed.values()];
  throw new Error(
    `The space ${custSpaceId} has no numbers. Check --space, and that the credentials are the right account's.`,
  );
}

/** All reads start at once; the client paces them. */
async function readAll(listed: readonly ListedPhoneNumber[], search: Search): Promise<FoundNumber[]> {
  const { kept, output } = search;
  const known = listed.filter(({ phoneNumber }) => kept.get(phoneNumber) !== undefined).length;
  if (known > 0) output.print(`Goes on from ${known} of ${listed.length} numbers, which an earlier run has read.`);
  let done = 0;
  const found = await Promise.all(
    listed.map(async ({ phoneNumber, verifiedName }): Promise<FoundNumber[]> => {
      const settings = kept.get(phoneNumber) ?? (await read(phoneNumber, search));
      done += 1;
      output.showProgress(`read ${done} of ${listed.length} numbers`);
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
    output.print(`${phoneNumber} is left out. ${error.message}`);
    return undefined;
  }
}
