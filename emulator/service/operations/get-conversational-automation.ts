import type { Behaviour } from "../../behaviour.js";
import type { Command, Settings } from "../settings.js";
import { numberOf } from "./number-access.js";
import type { Operation } from "./operation.js";

/** Reads the settings of one number. */
export const getConversationalAutomation: Operation = {
  name: "GetConversationalAutomation",
  callsPerSecond: 5,
  run(call) {
    const { custSpaceId, phoneNumber } = numberOf(call);
    const settings = call.store.read(custSpaceId, phoneNumber, call.arrivalMs, call.behaviour.staleReadMs);
    return { Message: "OK", Data: { PhoneNumber: phoneNumber, ...show(settings, call.behaviour.unsetSettings) } };
  },
};

function show(settings: Readonly<Settings> | undefined, unset: Behaviour["unsetSettings"]): Record<string, unknown> {
  return {
    ...showOne("EnableWelcomeMessage", settings?.enableWelcomeMessage, false, unset),
    ...showOne("Commands", nonEmpty(settings?.commands.map(showCommand)), [], unset),
    ...showOne("Prompts", nonEmpty(settings?.prompts), [], unset),
  };
}

function showOne(
  key: string,
  value: unknown,
  empty: unknown,
  unset: Behaviour["unsetSettings"],
): Record<string, unknown> {
  if (value !== undefined) return { [key]: value };
  return unset === "absent" ? {} : { [key]: unset === "null" ? null : empty };
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length === 0 ? undefined : list;
}

function showCommand({ commandName, commandDescription }: Command): Record<string, string> {
  return { CommandName: commandName, CommandDescription: commandDescription };
}
