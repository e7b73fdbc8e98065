import { fieldOf, isRecord, type Body } from "../../api/wire/body.js";
import type { Behaviour } from "../../emulator/index.js";
import type { Bench } from "../bench.js";
import type { Refusal } from "../call/answer.js";
import { NoAnswer } from "../call/no-answer.js";
import { QUERY } from "../number/number.js";
import { refusedText, type Probe } from "../probe.js";

/** What Query lists. */
export const QUERIES: readonly Probe[] = [
  {
    name: "query-status",
    async run(bench) {
      const entry = entryOf(bench, (await query(bench, {})).body);
      if (!entry) throw new NoAnswer("Query does not list the number");
      const [status, verification] = [fieldOf(entry, "Status"), fieldOf(entry, "CodeVerificationStatus")];
      if (typeof status !== "string" || typeof verification !== "string" || status === verification)
        throw new NoAnswer("the number's two statuses cannot be told apart");
      const lists = async (Status: string) => entryOf(bench, (await query(bench, { Status })).body) !== undefined;
      const matches = [await lists(status), await lists(verification), await lists(NO_STATUS)].join();
      const queryStatus = MATCHES.get(matches);
      if (queryStatus === undefined) return { text: "something else" };
      return { text: queryStatus, finding: { switches: { queryStatus } } };
    },
  },
  {
    name: "query-empty-list",
    async run(bench) {
      const { body, refusal } = await query(bench, { Status: NO_STATUS });
      if (refusal) throw new NoAnswer(`no list is empty: HTTP ${refusal.status} ${refusal.code}`);
      const list = fieldOf(body, "PhoneNumbers");
      if (list === undefined) return { text: "left out", finding: { switches: { emptyList: "absent" } } };
      if (!Array.isArray(list)) return { text: "something else" };
      if (list.length > 0) throw new NoAnswer("no list is empty");
      return { text: "[]", finding: { switches: { emptyList: "empty" } } };
    },
  },
  {
    name: "query-without-space",
    async run(bench) {
      const { body, refusal } = await bench.caller.call({ operation: QUERY, parameters: {} });
      if (refusal) return { text: refusedText(refusal), finding: rejected(refusal) };
      return entryOf(bench, body)
        ? { text: "all numbers", finding: { switches: { queryWithoutSpace: "all" } } }
        : { text: "not the number", finding: { switches: { queryWithoutSpace: "none" } } };
    },
  },
];

const NO_STATUS = "NO_SUCH_STATUS";

/** Whether the number is listed with its status, with its verification, and with a status that does not exist. */
const MATCHES: ReadonlyMap<string, Behaviour["queryStatus"]> = new Map([
  ["true,true,false", "either"],
  ["true,false,false", "status"],
  ["false,true,false", "verification"],
  ["true,true,true", "ignored"],
]);

function rejected(seen: Refusal) {
  return { switches: { queryWithoutSpace: "reject" }, refusal: { name: "MissingCustSpaceId", seen } } as const;
}

async function query(
  bench: Bench,
  filter: Record<string, string>,
): Promise<{ body: Body; refusal: Refusal | undefined }> {
  const parameters = { CustSpaceId: bench.number.key.custSpaceId, ...filter };
  return await bench.caller.call({ operation: QUERY, parameters });
}

/** What Query says about the number. */
function entryOf(bench: Bench, body: Body): Body | undefined {
  const entries: unknown = fieldOf(body, "PhoneNumbers");
  const list: unknown[] = Array.isArray(entries) ? entries : [];
  return list.filter(isRecord).find((entry) => fieldOf(entry, "PhoneNumber") === bench.number.key.phoneNumber);
}
