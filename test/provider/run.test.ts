import { once } from "node:events";
import { createServer, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { describe, expect, it, jest } from "@jest/globals";
import { ownFolders } from "../../api/own-folder.js";
import type { Emulator } from "../../emulator/index.js";
import { RunDeclarations } from "../../provider/lifecycle/run-declarations.js";
import { endWithProcess, ProviderRun } from "../../provider/run.js";
import { OR_EXPLICIT } from "../support/configuration.js";
import { moveHome } from "../support/home.js";
import { ID, inputsWith } from "../support/lifecycle.js";
import { fromHost, startListeningEngine } from "../support/listening-engine.js";
import { emulate, failureOf, NUMBER, SETTINGS } from "../support/service.js";
import { until } from "../support/until.js";

const WITH_SETTINGS = { numbers: [{ ...NUMBER, ...SETTINGS }] };

/** Reads the configuration of a stack that uses the emulator. */
function readerOf({ endpoint, accessKeyId, accessKeySecret }: Emulator, more: Record<string, string> = {}) {
  const keys = { "cams:endpoint": endpoint, "cams:accessKey": accessKeyId, "cams:secretKey": accessKeySecret };
  const config: Record<string, string> = { ...keys, ...more };
  return (key: string) => config[key];
}

/** A run in an engine that notes what it is told, and does not end with this process. */
async function runInEngine() {
  const { address, lines } = await startListeningEngine();
  return { run: new ProviderRun({ engine: address, load: fromHost, onEngineGone: jest.fn() }), address, lines };
}

describe("a run", () => {
  it("tells the engine at its end what it has replaced", async () => {
    moveHome();
    const { run, lines } = await runInEngine();
    run.configure(readerOf(await emulate(WITH_SETTINGS)));
    await run.lifecycle.create(inputsWith());
    await run.end();
    expect(lines).toEqual([
      { text: expect.stringMatching(/^CAMS: 1 number had other settings, /), severity: "INFO", isLive: false },
    ]);
    run.declarations.close();
  });

  it("tells the engine at once what is wrong although no call failed, and fails what waits when it is canceled", async () => {
    moveHome();
    const { run, lines } = await runInEngine();
    run.configure(readerOf(await emulate(), { "cams:redisUrl": "redis://127.0.0.1:1" }));
    const failure = failureOf(run.lifecycle.create(inputsWith()));
    await until(() => lines.length > 0);
    expect(lines).toEqual([
      {
        text: expect.stringMatching(/^CAMS: Redis at 127\.0\.0\.1:1 cannot be used /),
        severity: "WARNING",
        isLive: false,
      },
    ]);
    run.cancel();
    expect(await failure).toMatchObject({ kind: "canceled" });
    run.declarations.close();
  });

  it("tells nobody outside of an engine", async () => {
    moveHome();
    const load = jest.fn();
    const run = new ProviderRun({ engine: undefined, load });
    run.configure(readerOf(await emulate(WITH_SETTINGS)));
    await run.lifecycle.create(inputsWith());
    await run.end();
    expect(load).not.toHaveBeenCalled();
  });

  it("says what is wrong with a configuration, before and after it keeps it", () => {
    moveHome();
    const run = new ProviderRun({ engine: undefined, load: jest.fn() });
    const read = (key: string) => (key === "cams:maxInFlight" ? "0" : undefined);
    const mistake = `cams:maxInFlight: Expected a whole number from 1 to 1000.${OR_EXPLICIT}`;
    expect([run.mistake, ProviderRun.mistakeIn(read), ProviderRun.mistakeIn(() => undefined)]).toEqual([
      undefined,
      mistake,
      undefined,
    ]);
    run.configure(read);
    expect(run.mistake).toBe(mistake);
  });

  it("does not show a value when the configuration cannot be read", () => {
    const readPlanted = () => {
      throw new Error("planted");
    };
    expect(ProviderRun.mistakeIn(readPlanted)).toBe("The configuration could not be read.");
  });

  it("shares with the other processes of the run what it declares, until its process ends", async () => {
    moveHome();
    const exit = jest.spyOn(process, "exit").mockImplementation(() => undefined as never);
    const { run, address, lines } = await runInEngine();
    const shared = { engineAddress: address, folders: ownFolders("runs"), warn: jest.fn(), owner: process.ppid };
    const another = new RunDeclarations(shared);
    endWithProcess(run);
    run.configure(readerOf(await emulate(WITH_SETTINGS)));
    await run.lifecycle.create(inputsWith());
    expect(another.isDeclaredElsewhere(ID)).toBe(true);
    process.emit(process.platform === "win32" ? "SIGBREAK" : "SIGINT");
    await until(() => exit.mock.calls.length > 0);
    expect(lines).toHaveLength(1);
    process.emit("exit", 0);
    expect(another.isDeclaredElsewhere(ID)).toBe(false);
    exit.mockRestore();
  });

  it("learns that its engine has gone", async () => {
    const engine = createServer();
    const connected = once(engine, "session") as Promise<[ServerHttp2Session]>;
    await once(engine.listen(0, "127.0.0.1"), "listening");
    const onEngineGone = jest.fn();
    const address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    new ProviderRun({ engine: address, load: fromHost, onEngineGone }).configure(() => undefined);
    const [session] = await connected;
    engine.close();
    session.destroy();
    await until(() => onEngineGone.mock.calls.length > 0);
  });
});
