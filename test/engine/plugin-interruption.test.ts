import { afterEach, expect, it } from "@jest/globals";
import type { RecordedRequest } from "../../emulator/index.js";
import type { EngineProject, Started } from "../support/engine.js";
import { usePlugin } from "../support/languages.js";
import { nativeFleet, NATIVE_TYPE } from "../support/native.js";
import {
  describeWithSignals,
  ended,
  familyOf,
  killLeft,
  LISTING_PAUSE_MS,
  pluginOf,
  signal,
  type RunningProcess,
} from "../support/processes.js";
import { onStack, type Stack } from "../support/stack.js";
import { until } from "../support/until.js";

const COUNT = 12;

// Slow enough that some calls are under way whenever something happens.
const SLOW = { emulator: { behaviour: { latencyMs: 300 } } };

const started: RunningProcess[] = [];

afterEach(() => {
  killLeft(started.splice(0));
});

interface Running extends Started {
  plugin: NonNullable<ReturnType<typeof pluginOf>>;
}

/** Starts an update of a fleet, and returns once the service has six of its writes, the last unanswered. */
async function writing(prompt: string, { project, emulator }: Stack): Promise<Running> {
  const numbers = Array.from({ length: COUNT }, (_, index) => `"${8613000000000 + index}": "all"`);
  const profiles = `{ all: { prompts: ["${prompt}"] } }`;
  project.program(
    nativeFleet(`{ custSpaceId: "cams-space", profiles: ${profiles}, numbers: { ${numbers.join(", ")} } }`),
  );
  const before = writes(emulator.requests()).length;
  const engine = project.startUp();
  const plugin = await until(() => pluginOf(engine.pid), { pauseMs: LISTING_PAUSE_MS });
  started.push(...familyOf(engine.pid));
  await until(() => {
    const made = writes(emulator.requests());
    return made.length >= before + 6 && made.at(-1)?.status === null;
  });
  return { ...engine, plugin };
}

function writes(requests: readonly RecordedRequest[]): RecordedRequest[] {
  return requests.filter(({ operation, code }) => operation.startsWith("Update") && code !== "Throttling.User");
}

/** How many numbers the state has with a first prompt. */
function countOf(project: EngineProject, prompt: string): number {
  const numbers = project.state().all.filter(({ type }) => type === NATIVE_TYPE);
  return numbers.filter(({ outputs }) => (outputs["prompts"] as string[])[0] === prompt).length;
}

describeWithSignals("an update by the plugin", () => {
  it("fails what waits on SIGINT, records what is under way, and the next update completes it", () =>
    onStack(async (stack) => {
      usePlugin(stack.project);
      const creating = await writing("Hello", stack);
      signal("SIGINT", creating.pid);
      const { output } = await creating.ended;
      expect(output).toContain("The call was canceled while it waited.");
      const answered = writes(stack.emulator.requests());
      expect(answered.length).toBeLessThan(COUNT);
      expect(answered.map(({ code }) => code)).toEqual(Array(answered.length).fill("OK"));
      expect(countOf(stack.project, "Hello")).toBe(answered.length);
      await ended(...creating.plugin.pids);

      expect(await stack.project.up()).toContain(`${COUNT - answered.length} created`);
      expect(writes(stack.emulator.requests())).toHaveLength(COUNT);
    }, SLOW));

  it.each(["pid", "fleets"] as const)("does the rest the next time after a process was killed: %s", (victim) =>
    onStack(async (stack) => {
      usePlugin(stack.project);
      const creating = await writing("Hello", stack);
      signal("SIGKILL", creating.plugin[victim]);
      expect((await creating.ended).status).not.toBe(0);
      await ended(...creating.plugin.pids);
      await stack.project.up();
      expect(countOf(stack.project, "Hello")).toBe(COUNT);
      expect(stack.emulator.numbers().map(({ prompts }) => prompts)).toEqual(Array(COUNT).fill(["Hello"]));
      expect(writes(stack.emulator.requests())).toHaveLength(COUNT);
    }, SLOW),
  );

  it("ends all its processes when the engine is killed, and nothing more is written", () =>
    onStack(async (stack) => {
      usePlugin(stack.project);
      const creating = await writing("Hello", stack);
      signal("SIGKILL", creating.pid);
      await ended(...creating.plugin.pids);
      expect(writes(stack.emulator.requests()).length).toBeLessThan(COUNT);

      await stack.project.succeed("cancel", "--yes", "--stack", "test");
      await stack.project.up();
      expect(writes(stack.emulator.requests())).toHaveLength(COUNT);
    }, SLOW));
});
