import type { ErrorKind } from "../../api/index.js";
import type { GatewayCheck, ParameterCheck } from "../../emulator/index.js";
import type { Bench } from "../bench.js";
import type { Refusal } from "../call/answer.js";
import { NoAnswer } from "../call/no-answer.js";
import type { CallPlan } from "../call/signed-request.js";
import { GET, UPDATE } from "../number/number.js";
import type { Finding, Probe } from "../probe.js";

/** Which of two mistakes in one call is reported. */
export const ORDER: readonly Probe[] = [
  gatewayOrder("order-action-signature", ["action", "signature"]),
  gatewayOrder("order-date-signature", ["date", "signature"]),
  parameterOrder("order-missing-values", ["missing", "values"], [["missing-number"], ["wrong-prompts"]], (bench) => ({
    CustSpaceId: bench.number.key.custSpaceId,
  })),
  parameterOrder(
    "order-values-space",
    ["values", "space"],
    [["wrong-prompts"], ["unknown-space", "unknown-number"]],
    (bench) => ({
      ...bench.number.parameters,
      CustSpaceId: bench.foreignSpace,
    }),
  ),
];

const MISTAKES: Record<GatewayCheck, Partial<CallPlan>> = {
  action: { operation: "NoSuchOperation" },
  date: { ageMs: 3_600_000 },
  signature: { isWronglySigned: true },
};

const DELIBERATE: readonly ErrorKind[] = ["signature", "clock", "not-the-service"];

const NAMES: Record<GatewayCheck | ParameterCheck, string> = {
  action: "the operation",
  date: "the date",
  signature: "the signature",
  missing: "the missing parameter",
  values: "the value",
  space: "the space",
};

function gatewayOrder(name: string, pair: readonly [GatewayCheck, GatewayCheck]): Probe {
  return {
    name,
    async run(bench) {
      const call = async (mistake: Partial<CallPlan>) => {
        const plan = { operation: GET, parameters: bench.number.parameters, ...mistake };
        return (await bench.caller.call(plan, DELIBERATE)).refusal;
      };
      const [one, other] = [await call(MISTAKES[pair[0]]), await call(MISTAKES[pair[1]])];
      const both = await call({ ...MISTAKES[pair[0]], ...MISTAKES[pair[1]] });
      return outcomeOf(pair, both, [one], [other], (gatewayOrder) => ({ gatewayOrder }));
    },
  };
}

function parameterOrder(
  name: string,
  pair: readonly [ParameterCheck, ParameterCheck],
  alone: readonly [readonly string[], readonly string[]],
  parametersOf: (bench: Bench) => Record<string, string>,
): Probe {
  return {
    name,
    async run(bench) {
      const plan = { operation: UPDATE, parameters: { ...parametersOf(bench), Prompts: "x" } };
      const { refusal } = await bench.caller.call(plan, ["permission"]);
      const [one, other] = alone.map((probes) => probes.map((probe) => bench.refusals.get(probe)));
      return outcomeOf(pair, refusal, one ?? [], other ?? [], (parameterOrder) => ({ parameterOrder }));
    },
  };
}

function outcomeOf<Check extends GatewayCheck | ParameterCheck>(
  [first, second]: readonly [Check, Check],
  both: Refusal | undefined,
  one: readonly (Refusal | undefined)[],
  other: readonly (Refusal | undefined)[],
  findingOf: (order: readonly [Check, Check]) => Finding,
) {
  const isOne = both !== undefined && one.some((refusal) => refusal?.code === both.code);
  const isOther = both !== undefined && other.some((refusal) => refusal?.code === both.code);
  if (isOne === isOther) throw new NoAnswer("the two mistakes cannot be told apart");
  return isOne
    ? { text: `${NAMES[first]} first`, finding: findingOf([first, second]) }
    : { text: `${NAMES[second]} first`, finding: findingOf([second, first]) };
}
