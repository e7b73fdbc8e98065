import { isDeepStrictEqual } from "node:util";
import { WANTED } from "./programs.mjs";

const EMPTY = { ...WANTED, enableWelcomeMessage: false, prompts: [], commands: [] };
const READ = "GetConversationalAutomation";
const WRITE = "UpdateConversationalAutomation";

/** Runs a program from nothing to nothing; throws when the service or the stack is not what it has to be. */
export async function live(project, emulator, nodeVersion) {
  let seen = 0;
  const expectCalls = (step, ...expected) => {
    const calls = emulator.requests().slice(seen);
    seen += calls.length;
    expectThat(
      step,
      "calls",
      calls.map(({ operation, code }) => `${operation} ${code}`),
      expected.map((one) => `${one} OK`),
    );
  };

  await project.unattended("up");
  expectCalls("the first up", READ, WRITE);
  expectThat("the first up", "numbers", emulator.numbers(), [WANTED]);
  expectThat("the first up", "outputs", await project.outputs(), { firstPrompt: WANTED.prompts[0], node: nodeVersion });

  await project.unattended("up");
  expectCalls("an up without a change");

  await project.unattended("refresh");
  expectCalls("refresh", READ);

  await project.unattended("destroy");
  expectCalls("destroy", WRITE);
  expectThat("destroy", "numbers", emulator.numbers(), [EMPTY]);
}

function expectThat(step, what, found, expected) {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Error(`${step}: expected the ${what} ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}
