import { settingsToQuery } from "../../api/wire/body.js";
import { isSame } from "../bench.js";
import { NoAnswer } from "../call/no-answer.js";
import type { Probe } from "../probe.js";

/** What Update stores, and when Get shows it. */
export const STORING: readonly Probe[] = [
  {
    name: "read-after-write",
    async run(bench) {
      const settings = { enableWelcomeMessage: true, prompts: bench.newPrompts(), commands: bench.newCommands() };
      const { refusal } = await bench.write(settingsToQuery(settings));
      if (refusal) throw new NoAnswer(`ordinary settings were refused: HTTP ${refusal.status} ${refusal.code}`);
      const written = bench.clock.now();
      let reads = 0;
      await bench.show(({ prompts }) => {
        reads += 1;
        return isSame(prompts, settings.prompts);
      });
      if (reads === 1) return { text: "shown at once", finding: { switches: { staleReadMs: 0 } } };
      const staleReadMs = Math.ceil((bench.clock.now() - written) / 100) * 100;
      return { key: "shown later", text: `shown within ${staleReadMs} ms`, finding: { switches: { staleReadMs } } };
    },
  },
  {
    name: "welcome-message",
    async run(bench) {
      const prompts = bench.newPrompts();
      const parameters = { EnableWelcomeMessage: "true", Prompts: JSON.stringify(prompts) };
      const { refusal } = await bench.write(parameters);
      if (refusal) throw new NoAnswer(`the switch was refused: HTTP ${refusal.status} ${refusal.code}`);
      const { settings } = await bench.show((shown) => isSame(shown.prompts, prompts));
      bench.hasWelcomeMessage = settings.enableWelcomeMessage;
      return bench.hasWelcomeMessage
        ? { text: "stored", finding: { switches: { welcomeMessage: "stored" } } }
        : { text: "not stored", finding: { switches: { welcomeMessage: "ignored" } } };
    },
  },
  {
    name: "list-order",
    async run(bench) {
      const [first = "", second = ""] = [bench.newPrompts(), bench.newPrompts()].flat();
      const sent = [`${second} b`, `${second} c`, first];
      const { refusal } = await bench.write({ Prompts: JSON.stringify(sent) });
      if (refusal) throw new NoAnswer(`three prompts were refused: HTTP ${refusal.status} ${refusal.code}`);
      const { settings } = await bench.show(({ prompts }) => isSame(prompts, sent));
      const shown = settings.prompts.join();
      if (shown === sent.join()) return { text: "as sent", finding: { switches: { listOrder: "as-sent" } } };
      const isSorted = shown === [...sent].sort().join();
      return isSorted
        ? { text: "sorted", finding: { switches: { listOrder: "sorted" } } }
        : { text: "in another order" };
    },
  },
];
