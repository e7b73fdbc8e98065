import { isDeepStrictEqual } from "node:util";
import type { Behaviour, SettingParameter } from "../../emulator/index.js";
import { isSame, type Bench } from "../bench.js";
import type { Refusal } from "../call/answer.js";
import { commandsToText } from "../command-text.js";
import { NoAnswer } from "../call/no-answer.js";
import { refusedText, type Outcome, type Probe } from "../probe.js";

/** What Update does with parameters that the package never sends. */
export const PARAMETERS: readonly Probe[] = [
  {
    name: "absent-parameters",
    run: async (bench) => {
      const fates = await fatesOf(bench, ["EnableWelcomeMessage", "Prompts", "Commands"], undefined);
      return outcomeOf(fates, (treatment) => (treatment === "reject" ? {} : { absentParameters: treatment }));
    },
  },
  {
    name: "empty-parameters",
    run: async (bench) => {
      const fates = await fatesOf(bench, ["EnableWelcomeMessage", "Prompts", "Commands"], "");
      return outcomeOf(fates, (emptyParameters) => ({ emptyParameters }));
    },
  },
  {
    name: "empty-lists",
    run: async (bench) => {
      const fates = await fatesOf(bench, ["Prompts", "Commands"], "[]");
      return outcomeOf(fates, (emptyLists) => ({ emptyLists }));
    },
  },
  wrongValue("wrong-welcome-message", "EnableWelcomeMessage", "maybe"),
  wrongValue("wrong-prompts", "Prompts", "x"),
  wrongValue("wrong-commands", "Commands", "[1]"),
];

type Treatment = "keep" | "clear" | "reject";

interface Fate {
  readonly parameter: SettingParameter;
  readonly treatment: Treatment | "other";
  readonly refusal?: Refusal;
}

const WORDS: Record<Fate["treatment"], string> = {
  keep: "kept",
  clear: "cleared",
  reject: "refused",
  other: "replaced by something else",
};

function wrongValue(name: string, parameter: SettingParameter, value: string): Probe {
  return {
    name,
    run: async (bench) => {
      const fate = await fateOf(bench, parameter, value);
      const switches = fate.treatment === "other" ? {} : { wrongValues: { [parameter]: fate.treatment } };
      if (fate.refusal === undefined)
        return { text: `accepted, and the setting ${WORDS[fate.treatment]}`, finding: { switches } };
      const refusal = { name: `Invalid${parameter}`, seen: fate.refusal };
      return { text: refusedText(fate.refusal), finding: { switches, refusal } };
    },
  };
}

async function fatesOf(
  bench: Bench,
  parameters: readonly SettingParameter[],
  value: string | undefined,
): Promise<Fate[]> {
  const fates: Fate[] = [];
  for (const parameter of parameters)
    if (parameter !== "EnableWelcomeMessage" || bench.hasWelcomeMessage)
      fates.push(await fateOf(bench, parameter, value));
  return fates;
}

/** What becomes of a setting when its parameter has a value or is absent, and another setting is replaced. */
async function fateOf(bench: Bench, parameter: SettingParameter, value: string | undefined): Promise<Fate> {
  const old = await bench.fill();
  const given = value === undefined ? {} : { [parameter]: value };
  const [prompts, commands] = [bench.newPrompts(), bench.newCommands()];
  const marker =
    parameter === "Prompts" ? { Commands: commandsToText(commands) } : { Prompts: JSON.stringify(prompts) };
  const { refusal } = await bench.write({ ...marker, ...given });
  if (refusal) return { parameter, treatment: "reject", refusal };
  const { settings } = await bench.show((shown) =>
    parameter === "Prompts" ? isSame(shown.commands, commands) : isSame(shown.prompts, prompts),
  );
  const name = SETTINGS[parameter];
  if (isDeepStrictEqual(settings[name], old[name])) {
    if (parameter === "EnableWelcomeMessage" && !bench.hasWelcomeMessage)
      throw new NoAnswer("accepted, and the switch is never stored");
    return { parameter, treatment: "keep" };
  }
  return { parameter, treatment: isDeepStrictEqual(settings[name], EMPTY[name]) ? "clear" : "other" };
}

const SETTINGS = {
  EnableWelcomeMessage: "enableWelcomeMessage",
  Prompts: "prompts",
  Commands: "commands",
} as const;

const EMPTY = { enableWelcomeMessage: false, prompts: [], commands: [] };

function outcomeOf(fates: readonly Fate[], switchesFor: (treatment: Treatment) => Partial<Behaviour>): Outcome {
  const treatments = [...new Set(fates.map(({ treatment }) => treatment))];
  const [only = "other"] = treatments;
  if (treatments.length > 1) {
    return { text: fates.map(({ parameter, treatment }) => `${parameter} ${WORDS[treatment]}`).join(", ") };
  }
  const codes = [...new Set(fates.map(({ refusal }) => refusal?.code))].join(", ");
  const text = only === "reject" ? `refused: ${codes}` : WORDS[only];
  return { key: only, text, finding: { switches: only === "other" ? {} : switchesFor(only) } };
}
