import { isSame, type Bench } from "../bench.js";
import { commandsToText } from "../command-text.js";
import { NoAnswer } from "../call/no-answer.js";
import { GET } from "../number/number.js";
import type { Body } from "../../api/wire/body.js";
import type { Probe } from "../probe.js";

/** How requests are read, and how empty lists are shown. */
export const READING: readonly Probe[] = [
  {
    name: "unset-settings",
    async run(bench) {
      const unsetSettings = howShown(await dataWithoutPrompts(bench));
      const text = { absent: "left out", null: "null", empty: "[]" }[unsetSettings];
      return { text, finding: { switches: { unsetSettings } } };
    },
  },
  {
    name: "form-body",
    async run(bench) {
      const plan = { operation: GET, parameters: bench.number.parameters, isForm: true };
      const { refusal } = await bench.caller.call(plan);
      return refusal
        ? { text: "ignored", finding: { switches: { formBody: "ignore" } } }
        : { text: "accepted", finding: { switches: { formBody: "accept" } } };
    },
  },
  {
    name: "plus-sign",
    async run(bench) {
      const [prompt = ""] = bench.newPrompts();
      const readings = [`${prompt} a`, `${prompt} a`.replaceAll(" ", "+")] as const;
      for (const [index, sentAsPlus] of ([" ", "+"] as const).entries()) {
        const parameters = { Prompts: JSON.stringify([readings[index]]) };
        const { refusal } = await bench.write(parameters, { sentAsPlus, deliberate: ["signature"] });
        if (refusal?.kind === "signature") continue;
        if (refusal) throw new NoAnswer(`HTTP ${refusal.status} ${refusal.code}`);
        const { settings } = await bench.show(({ prompts }) => readings.some((reading) => isSame(prompts, [reading])));
        return isSame(settings.prompts, [readings[0]])
          ? { text: "a space", finding: { switches: { plusSign: "space" } } }
          : { text: "a plus sign", finding: { switches: { plusSign: "plus" } } };
      }
      return { text: "refused, however it is signed" };
    },
  },
];

/** What Get shows of a number whose prompts were cleared, in whatever way clears them. */
async function dataWithoutPrompts(bench: Bench): Promise<Body> {
  for (const value of ["[]", ""]) {
    await bench.fill();
    const commands = bench.newCommands();
    const { refusal } = await bench.write({ Prompts: value, Commands: commandsToText(commands) });
    if (refusal) continue;
    const { settings, data } = await bench.show((shown) => isSame(shown.commands, commands));
    if (settings.prompts.length === 0) return data;
  }
  throw new NoAnswer("no list could be cleared");
}

function howShown(data: Body): "absent" | "null" | "empty" {
  const [, value] = Object.entries(data).find(([name]) => name.toLowerCase() === "prompts") ?? [];
  if (value === null) return "null";
  return value === undefined ? "absent" : "empty";
}
