import type { Behaviour, GatewayCheck, LimitName, ParameterCheck } from "../emulator/index.js";
import type { Refusal } from "./call/answer.js";
import type { Bench } from "./bench.js";

/** One question to the service. */
export interface Probe {
  readonly name: string;
  /**
   * Finds the answer.
   *
   * @throws NoAnswer
   */
  run(bench: Bench): Promise<Outcome>;
}

/** An answer to a probe. */
export interface Outcome {
  /** In words, for the table. */
  readonly text: string;
  /**
   * What is compared.
   *
   * @default `text`
   */
  readonly key?: string;
  /** What it means for an emulator. */
  readonly finding?: Finding;
}

/** What an outcome means for an emulator. */
export interface Finding {
  readonly switches?: Partial<Behaviour>;
  /** A refusal, by its name in the switch `refusals`. */
  readonly refusal?: { readonly name: string; readonly seen: Refusal };
  /** Whether one of Meta's limits is enforced. */
  readonly limit?: { readonly name: LimitName; readonly isEnforced: boolean };
  /** Which of two checks comes first. */
  readonly gatewayOrder?: readonly [GatewayCheck, GatewayCheck];
  readonly parameterOrder?: readonly [ParameterCheck, ParameterCheck];
}

/** A refusal by the gateway, in words. */
export function refusedText({ status, code, message }: Refusal): string {
  return `refused: HTTP ${status} ${said(code, message)}`;
}

/** A refusal by the service behind the gateway, in words: its HTTP status is a probe of its own. */
export function serviceRefusedText({ code, message }: Refusal): string {
  return `refused: ${said(code, message)}`;
}

function said(code: string, message: string): string {
  return message === "" ? code : `${code}, "${message}"`;
}
