import { afterEach, expect, it } from "@jest/globals";
import { readStackState } from "../../cli/stack/state.js";
import { startEmulator, type Emulator, type RecordedRequest } from "../../emulator/index.js";
import { type EngineProject, type Started } from "../support/engine.js";
import { onStack, type Stack } from "../support/stack.js";
import {
  describeWithSignals,
  ended,
  familyOf,
  killLeft,
  LISTING_PAUSE_MS,
  providerOf,
  signal,
  type RunningProcess,
} from "../support/processes.js";
import { until } from "../support/until.js";

// Slow enough that some calls are under way whenever something happens.
const SLOW = { emulator: { behaviour: { latencyMs: 300 } } };

const started: RunningProcess[] = [];

afterEach(() => {
  killLeft(started.splice(0));
});

function program(project: EngineProject, numbers: number, prompt: string, name = "number"): void {
  project.program(`
    for (let index = 0; index < ${numbers}; index++) {
      new cams.ConversationalAutomation("${name}" + index, {
        custSpaceId: "cams-space",
        phoneNumber: String(8613000000000 + index),
        prompts: ["${prompt}"],
      });
    }`);
}

interface Running extends Started {
  provider: { pid: number; pids: number[] };
}

/** Starts an update, and returns once the service has that many more calls of an operation, the last unanswered. */
async function upTo(calls: number, operation: Operation, { project, emulator }: Stack): Promise<Running> {
  const before = callsOf(emulator, operation).length;
  const engine = project.startUp();
  const provider = await until(() => providerOf(engine.pid), { pauseMs: LISTING_PAUSE_MS });
  started.push(...familyOf(engine.pid));
  await until(() => {
    const made = callsOf(emulator, operation);
    return made.length >= before + calls && made.at(-1)?.status === null;
  });
  return { ...engine, provider };
}

type Operation = "Get" | "Update";

function callsOf(emulator: Emulator, operation: Operation): RecordedRequest[] {
  return emulator
    .requests()
    .filter((request) => request.operation.startsWith(operation) && request.code !== "Throttling.User");
}

function answered(emulator: Emulator): RecordedRequest[] {
  return callsOf(emulator, "Update").filter(({ code }) => code === "OK");
}

/** How many times each number was written, sorted. */
function timesWritten(emulator: Emulator): number[] {
  const numbers = callsOf(emulator, "Update").map(({ phoneNumber }) => phoneNumber);
  return [...new Set(numbers)].map((number) => numbers.filter((other) => other === number).length).sort();
}

function promptsOf(emulator: Emulator): string[] {
  return emulator.numbers().map(({ prompts: [prompt = ""] }) => prompt);
}

/** The numbers that have a given first prompt in the state. */
function inState(project: EngineProject, prompt: string): unknown[] {
  const { resources } = project.state();
  const known = resources.filter(({ outputs }) => (outputs["prompts"] as string[])[0] === prompt);
  return known.map(({ outputs }) => outputs["phoneNumber"]).sort();
}

function numbersOf(requests: RecordedRequest[]): string[] {
  return requests.map(({ phoneNumber }) => phoneNumber).sort();
}

describeWithSignals("an interrupted update", () => {
  it("finishes and records the calls under way on SIGINT or SIGTERM, and the next update completes it", () =>
    onStack(async (stack) => {
      const { project, emulator } = stack;
      program(project, 12, "Hello");
      const creating = await upTo(6, "Update", stack);
      signal("SIGINT", creating.pid);
      expect((await creating.ended).output).toContain("update canceled");
      expect(inState(project, "Hello")).toEqual(numbersOf(answered(emulator)));

      program(project, 12, "Hello", "renamed");
      const renaming = await upTo(6, "Get", stack);
      signal("SIGTERM", renaming.pid);
      expect((await renaming.ended).output).toContain("update canceled");
      expect(await project.up()).toMatch(/- \d+ deleted/);

      expect(timesWritten(emulator)).toEqual(Array(12).fill(1));
      expect(promptsOf(emulator)).toEqual(Array(12).fill("Hello"));
      await ended(...creating.provider.pids, ...renaming.provider.pids);
    }, SLOW));

  it("repeats no write that the state holds after its provider process is killed", () =>
    onStack(async (stack) => {
      const { project, emulator } = stack;
      program(project, 10, "Hello");
      const creating = await upTo(6, "Update", stack);
      signal("SIGKILL", creating.provider.pid);
      expect((await creating.ended).status).not.toBe(0);
      await project.up();
      // The read before a create's write finds what was written but not recorded.
      expect(timesWritten(emulator)).toEqual(Array(10).fill(1));

      program(project, 10, "Goodbye");
      const updating = await upTo(6, "Update", stack);
      signal("SIGKILL", updating.provider.pid);
      expect((await updating.ended).status).not.toBe(0);
      const noted = inState(project, "Goodbye");
      const writes = callsOf(emulator, "Update").length;
      await project.up();
      const repeated = numbersOf(callsOf(emulator, "Update").slice(writes));
      expect(repeated).toHaveLength(10 - noted.length);
      expect(repeated.filter((number) => noted.includes(number))).toEqual([]);
      expect(promptsOf(emulator)).toEqual(Array(10).fill("Goodbye"));
      await ended(...creating.provider.pids, ...updating.provider.pids);
    }, SLOW));

  it("ends the provider process when the engine is killed, and nothing more is written", () =>
    onStack(async (stack) => {
      const { project, emulator } = stack;
      program(project, 12, "Hello");
      const creating = await upTo(6, "Update", stack);
      signal("SIGKILL", creating.pid);
      await ended(...creating.provider.pids);
      expect(callsOf(emulator, "Update").length).toBeLessThan(12);

      const { numbers, pending } = await readStackState({ folder: project.folder, environment: project.env });
      expect(numbers).toHaveLength(inState(project, "Hello").length);
      expect(pending).toContainEqual({ type: "creating", name: expect.stringMatching(/^number\d+$/), isNumber: true });

      // What Pulumi asks of users after their engine was killed.
      expect(await project.failingUp()).toContain("pulumi cancel");
      await project.succeed("cancel", "--yes", "--stack", "test");
      expect(await project.up()).toContain("pending operations from previous deployment");
      expect(timesWritten(emulator)).toEqual(Array(12).fill(1));
      expect(promptsOf(emulator)).toEqual(Array(12).fill("Hello"));
      await project.refresh("--clear-pending-creates");
      expect(project.state().text).not.toContain("pending_operations");
    }, SLOW));
});

describeWithSignals("an update", () => {
  it("continues after its processes were suspended and after the service was unavailable", () =>
    onStack(async (stack) => {
      const { project, emulator } = stack;
      program(project, 16, "Hello");
      const { pid, provider, ...update } = await upTo(6, "Update", stack);
      signal("SIGSTOP", pid, provider.pid);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      signal("SIGCONT", provider.pid, pid);
      await until(() => answered(emulator).length >= 8);

      await emulator.close();
      const restarted = await startEmulator({ port: emulator.port, numbers: emulator.numbers(), ...SLOW.emulator });
      try {
        const { status, output } = await update.ended;
        expect([status, output]).toEqual([0, expect.stringContaining("17 created")]);
        expect(promptsOf(restarted)).toEqual(Array(16).fill("Hello"));
        const noted = numbersOf(answered(emulator));
        expect(numbersOf(callsOf(restarted, "Update")).filter((number) => noted.includes(number))).toEqual([]);
        await ended(...provider.pids);
      } finally {
        await restarted.close();
      }
    }, SLOW));
});
