import type { Behaviour } from "../../emulator/index.js";
import type { Bench } from "../bench.js";
import { NoAnswer } from "../call/no-answer.js";
import type { CallPlan } from "../call/signed-request.js";
import { GET, QUERY } from "../number/number.js";
import { refusedText, serviceRefusedText, type Probe } from "../probe.js";

/** What is refused without one of the two parameters, or for a number or space that is not there. */
export const REFUSALS: readonly Probe[] = [
  missing("missing-space", "CustSpaceId"),
  missing("missing-number", "PhoneNumber"),
  unknown("unknown-number", "InvalidParameter.PhoneNumberError", {
    planOf: ({ number }) => ({ operation: GET, parameters: { ...number.parameters, PhoneNumber: UNKNOWN_NUMBER } }),
    switchesFor: (unknownNumbers) => ({ unknownNumbers }),
  }),
  // Query needs no number, so only the space can be wrong.
  unknown("unknown-space", "Unknown.ResourceOwnerId", {
    planOf: ({ foreignSpace }) => ({ operation: QUERY, parameters: { CustSpaceId: foreignSpace } }),
    switchesFor: (unknownSpaces) => ({ unknownSpaces }),
  }),
];

/** How the service's own refusals came, of those that earlier probes met. */
export const BUSINESS_ERRORS: Probe = {
  name: "business-errors",
  run({ refusals }) {
    const statuses = [...refusals]
      .filter(([name]) => name === "unknown-number" || name === "unknown-space" || name.startsWith("limit-"))
      .map(([, { status }]) => status);
    const [first] = statuses;
    if (first === undefined) return Promise.reject(new NoAnswer("nothing was refused by the service itself"));
    const businessErrors =
      statuses.filter((status) => status === 200).length * 2 >= statuses.length ? "ok" : "bad-request";
    const text = `HTTP ${[...new Set(statuses)].sort().join(" and ")}`;
    return Promise.resolve({ text, finding: { switches: { businessErrors } } });
  },
};

/** The country code 999 is not assigned: https://www.itu.int/pub/T-SP-E.164D */
const UNKNOWN_NUMBER = "9990000000000";

function missing(name: string, parameter: string): Probe {
  return {
    name,
    async run(bench) {
      const { [parameter]: _, ...parameters } = bench.number.parameters;
      const { refusal } = await bench.caller.call({ operation: GET, parameters });
      if (!refusal) return { text: "accepted" };
      return { text: refusedText(refusal), finding: { refusal: { name: `Missing${parameter}`, seen: refusal } } };
    },
  };
}

interface Unknown {
  readonly planOf: (bench: Bench) => CallPlan;
  readonly switchesFor: (treatment: "accept" | "reject") => Partial<Behaviour>;
}

function unknown(name: string, code: string, { planOf, switchesFor }: Unknown): Probe {
  return {
    name,
    async run(bench) {
      const { refusal } = await bench.caller.call(planOf(bench), ["permission"]);
      if (!refusal) return { text: "accepted", finding: { switches: switchesFor("accept") } };
      const finding = { switches: switchesFor("reject"), refusal: { name: code, seen: refusal } };
      return { text: serviceRefusedText(refusal), finding };
    },
  };
}
