import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { main, root, setUp } from "./setup.mjs";

const SUPPORT = "8613000000001";
const SALES = "8613000000002";
const EMPTY = { enableWelcomeMessage: false, prompts: [], commands: [] };

/**
 * `npm run demo`: deploys, changes and destroys the quickstart, with the real Pulumi engine against a local Chat App
 * Message Service. Exits with 0 only if every step did what it says.
 */
await main(async () => {
  const engine = await setUp();
  const { startEmulator } = await import(new URL("../dist/emulator/index.js", import.meta.url));
  const emulator = await startEmulator();
  const project = createProject(engine, emulator);
  const interrupted = () => {
    project.remove();
    process.exit(130);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    await runDemo(project, emulator);
  } finally {
    await emulator.close();
    project.remove();
  }
  say("\nEvery step did what it says. No account was needed, and nothing is left behind.");
  return 0;
});

async function runDemo(pulumi, emulator) {
  const desired = {
    [SUPPORT]: {
      enableWelcomeMessage: false,
      prompts: ["Where is my order?", "Talk to a person"],
      commands: [
        { commandName: "order", commandDescription: "Track an order" },
        { commandName: "return", commandDescription: "Send something back" },
      ],
    },
    [SALES]: { enableWelcomeMessage: true, prompts: ["Opening hours", "Find a shop"], commands: [] },
  };
  const up = ["up", "--yes", "--skip-preview"];
  const check = checkerOf(emulator);

  await pulumi.run("stack", "init", "demo");
  await pulumi.configure();

  title("1. The first `pulumi up` reads the two numbers of examples/quickstart and writes their settings");
  await pulumi.show(...up);
  check({ reads: 2, writes: 2, numbers: desired });

  title("2. A second `pulumi up` has nothing to do, and makes no call");
  await pulumi.show(...up);
  check({ reads: 0, writes: 0, numbers: desired });

  title("3. One prompt changes in the program: one write");
  desired[SUPPORT].prompts[0] = "Where is my parcel?";
  await pulumi.run("config", "set", "quickstart:firstPrompt", "Where is my parcel?");
  await pulumi.show(...up);
  check({ reads: 0, writes: 1, numbers: desired });

  title("4. Someone changes a number by hand; `pulumi preview --refresh` finds it and writes nothing");
  const byHand = { ...desired[SALES], prompts: ["Black Friday!"] };
  emulator.setNumber({ custSpaceId: "cams-demo", phoneNumber: SALES, ...byHand });
  const drift = await pulumi.show("preview", "--refresh", "--diff");
  check({ reads: 2, writes: 0, numbers: { ...desired, [SALES]: byHand } });
  expectThat(
    drift.includes("Black Friday!") && drift.includes("1 to update"),
    "the preview shows the change made by hand",
  );

  title("5. `pulumi up --refresh` restores the program's settings");
  await pulumi.show(...up, "--refresh");
  check({ reads: 2, writes: 1, numbers: desired });

  title("6. `pulumi destroy` resets both numbers");
  await pulumi.show("destroy", "--yes", "--skip-preview");
  check({ reads: 0, writes: 2, numbers: { [SUPPORT]: EMPTY, [SALES]: EMPTY } });
}

/** The repository's own Pulumi.yaml, in a temporary folder, with a backend of its own. */
function createProject(engine, emulator) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-demo-"));
  const backend = join(folder, "backend");
  mkdirSync(backend);
  const settings = readFileSync(join(root, "Pulumi.yaml"), "utf8");
  const program = join(root, "examples", "quickstart");
  writeFileSync(join(folder, "Pulumi.yaml"), settings.replace(/^main: .*$/m, `main: ${JSON.stringify(program)}`));
  const env = {
    ...process.env,
    PATH: [dirname(engine), process.env.PATH].join(delimiter),
    PULUMI_BACKEND_URL: `file://${backend.replaceAll("\\", "/")}`,
    PULUMI_CONFIG_PASSPHRASE: "demo",
    PULUMI_HOME: join(folder, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const call = (args, onLine) =>
    runPulumi(engine, [...args, "--stack", "demo", "--non-interactive"], { cwd: folder, env }, onLine);
  return {
    run: (...args) => runPulumi(engine, [...args, "--non-interactive"], { cwd: folder, env }),
    show: (...args) => {
      say(`$ pulumi ${args.join(" ")}`);
      return call(args, (line) => say(`  ${line}`));
    },
    configure: async () => {
      await call(["config", "set", "cams:endpoint", emulator.endpoint]);
      await call(["config", "set", "--secret", "cams:accessKey", emulator.accessKeyId]);
      await call(["config", "set", "--secret", "cams:secretKey", emulator.accessKeySecret]);
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function runPulumi(engine, args, options, onLine = () => undefined) {
  return new Promise((resolve, reject) => {
    const child = spawn(engine, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    let shown = 0;
    const read = (chunk) => {
      output += chunk;
      for (let end = output.indexOf("\n", shown); end !== -1; end = output.indexOf("\n", shown)) {
        onLine(output.slice(shown, end));
        shown = end + 1;
      }
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`pulumi ${args[0]} ended with ${code}\n${output}`));
    });
  });
}

/** Compares the calls that the emulator got since the last check, and the settings that it holds, with what a step says. */
function checkerOf(emulator) {
  let seen = 0;
  return ({ reads, writes, numbers }) => {
    const calls = emulator.requests().slice(seen);
    seen += calls.length;
    const count = (operation) => calls.filter((call) => call.operation === operation).length;
    const made = { reads: count("GetConversationalAutomation"), writes: count("UpdateConversationalAutomation") };
    say(`  The service got ${plural(made.reads, "read")} and ${plural(made.writes, "write")}, and now holds:`);
    const held = {};
    for (const { phoneNumber, enableWelcomeMessage, prompts, commands } of emulator.numbers()) {
      held[phoneNumber] = { enableWelcomeMessage, prompts, commands };
      const names = commands.map(({ commandName }) => `/${commandName}`).join(" ");
      const welcome = enableWelcomeMessage ? "on" : "off";
      say(
        `    ${phoneNumber}  welcome message ${welcome}, prompts: ${prompts.join(" | ") || "none"}, commands: ${names || "none"}`,
      );
    }
    expectThat(isDeepStrictEqual(made, { reads, writes }), `${plural(reads, "read")} and ${plural(writes, "write")}`);
    expectThat(
      calls.every(({ code }) => code === "OK"),
      "every call accepted",
    );
    expectThat(isDeepStrictEqual(held, numbers), "the settings of the program");
  };
}

function expectThat(isTrue, what) {
  if (!isTrue) throw new Error(`The demo expected ${what}, and that is not so.`);
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function title(text) {
  say(`\n${text}`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
