import { describe, expect, it } from "@jest/globals";
import type { Emulator } from "../../emulator/index.js";
import { UNKNOWN } from "../../settings/unknown.js";
import { startHost, type DynamicHost } from "../support/dynamic-host.js";
import { CLI_FILE, cliFile } from "../support/home.js";
import { ID, inputsWith, outputsWith } from "../support/lifecycle.js";
import { emulate, EMPTY, NUMBER, operationsOf, SETTINGS } from "../support/service.js";

function configOf({ endpoint, accessKeyId, accessKeySecret }: Emulator): Record<string, string> {
  return { "cams:endpoint": endpoint, "cams:accessKey": accessKeyId, "cams:secretKey": accessKeySecret };
}

/** What every operation ends with, in words; the calls start at the same time. */
async function failuresOf(host: DynamicHost): Promise<string[]> {
  const calls = [
    host.create(inputsWith()),
    host.read(ID, outputsWith()),
    host.update(ID, outputsWith(), inputsWith({ prompts: ["New"] })),
    host.delete(ID, outputsWith()),
  ];
  const settled = await Promise.allSettled(calls);
  return settled.map((result) => (result.status === "rejected" ? (result.reason as Error).message : "succeeded"));
}

describe("the dynamic host", () => {
  it("applies the configuration to three calls that come first and at the same time", async () => {
    const emulator = await emulate();
    const host = await startHost({ config: configOf(emulator) });
    const numbers = ["8613000000001", "8613000000002", "8613000000003"];
    const created = await Promise.all(numbers.map((phoneNumber) => host.create(inputsWith({ phoneNumber }))));
    expect(created.map(({ id }) => id)).toEqual(numbers.map((number) => `cams-1/${number}`));
    expect(
      emulator
        .numbers()
        .map(({ phoneNumber }) => phoneNumber)
        .sort(),
    ).toEqual(numbers);
    expect(host.output).toBe("");
  });

  it("serves reads and deletes that come first and at the same time, and reports a number that is gone", async () => {
    const left = { ...NUMBER, custSpaceId: "cams-2" };
    const emulator = await emulate({
      numbers: [{ ...NUMBER, ...SETTINGS }, left],
      behaviour: { unknownNumbers: "reject" },
    });
    const host = await startHost({ config: configOf(emulator) });
    const [read, gone] = await Promise.all([
      host.read(ID, outputsWith()),
      host.read("cams-3/8613000000000", outputsWith({ custSpaceId: "cams-3" })),
      host.delete("cams-2/8613000000000", outputsWith({ custSpaceId: "cams-2", onDelete: "restore" })),
    ]);
    expect(read).toEqual({ id: ID, props: outputsWith({ ...SETTINGS }), inputs: inputsWith({ ...SETTINGS }) });
    expect(gone).toEqual({ id: "", props: {}, inputs: {} });
    expect(emulator.numbers()).toContainEqual({ ...left, ...EMPTY, enableWelcomeMessage: true, prompts: ["Before"] });
  });

  it("carries a resource through its life, and keeps what it wrote when a rename deletes last", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    const host = await startHost({ config: configOf(emulator) });

    const run = { declared: 60, row: "urn:pulumi:test::project::type::support" };
    const checked = await host.check({}, { ...NUMBER, prompts: ["Hello"], __run: run });
    expect(checked).toEqual({ inputs: inputsWith(), failures: [] });
    const { id, outs } = await host.create(checked.inputs);
    expect(id).toBe(ID);
    expect(outs).toEqual(outputsWith({ previousSettings: SETTINGS, requestId: outs["requestId"] }));

    expect(await host.diff(ID, outs, checked.inputs)).toEqual({ changes: "none", replaces: [] });
    const news = inputsWith({ prompts: ["New"] });
    expect(await host.diff(ID, outs, news)).toEqual({ changes: "some", replaces: [] });
    const updated = await host.update(ID, outs, news);
    expect(updated).toEqual({ ...outs, prompts: ["New"], requestId: updated["requestId"] });
    expect(await host.read(ID, updated)).toEqual({ id: ID, props: updated, inputs: news });

    await host.delete(ID, updated);
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["New"] }]);
    expect(host.output).toBe("");
  });

  it("keeps the previous settings of a number whose first write was answered with something that cannot be read", async () => {
    const emulator = await emulate({ numbers: [{ ...NUMBER, ...SETTINGS }] });
    emulator.fail({ fault: "empty", operation: "UpdateConversationalAutomation", times: 4 });
    const host = await startHost({ config: configOf(emulator) });
    const { id, outs } = await host.unfinishedCreate(inputsWith());
    expect(id).toBe(ID);
    expect(outs).toMatchObject({ previousSettings: SETTINGS, isUnconfirmed: true });
    expect(await host.diff(ID, outs, inputsWith())).toEqual({ changes: "some", replaces: [] });
    const updated = await host.update(ID, outs, inputsWith());
    expect(updated).toEqual(outputsWith({ previousSettings: SETTINGS, requestId: updated["requestId"] }));
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["Hello"] }]);
  });

  it("finds credentials in a profile of the home folder", async () => {
    const account = { accessKeyId: "first-id", accessKeySecret: "first-secret" };
    const emulator = await emulate({ accounts: [account] });
    const config = { "cams:endpoint": emulator.endpoint };
    const host = await startHost({ config, home: { [CLI_FILE]: cliFile("first") } });
    await host.delete(ID, outputsWith());
    expect(emulator.requests()).toMatchObject([{ accessKeyId: "first-id", status: 200 }]);
  });
});

describe("a preview", () => {
  const command = { commandName: "order", commandDescription: "Track an order" };

  it("makes no call, needs no credentials, and passes unknown values at any depth", async () => {
    const emulator = await emulate();
    const host = await startHost({ config: { "cams:endpoint": emulator.endpoint } });
    const unknowns = [
      { prompts: UNKNOWN },
      { prompts: ["Hello", UNKNOWN] },
      { commands: UNKNOWN },
      { commands: [command, { ...command, commandName: UNKNOWN }] },
      { commands: [{ commandName: "help", commandDescription: UNKNOWN }] },
      { enableWelcomeMessage: UNKNOWN, onDelete: UNKNOWN },
    ];
    for (const unknown of unknowns) {
      const news = inputsWith(unknown);
      expect(await host.check(inputsWith(), news)).toEqual({ inputs: news, failures: [] });
      expect(await host.diff(ID, outputsWith(), news)).toEqual({ changes: "some", replaces: [] });
    }
    // The provider text is no setting, whatever it was.
    for (const olds of [outputsWith(), outputsWith({ __provider: "exports.handler = () => old;" })]) {
      expect(await host.diff(ID, olds, inputsWith())).toEqual({ changes: "none", replaces: [] });
    }
    for (const name of ["custSpaceId", "phoneNumber"]) {
      const news = inputsWith({ [name]: UNKNOWN });
      expect(await host.check({}, news)).toEqual({ inputs: news, failures: [] });
      expect(await host.diff(ID, outputsWith(), news)).toEqual({ changes: "some", replaces: [name] });
    }
    expect(emulator.requests()).toEqual([]);
    expect(host.output).toBe("");
  });

  it.each(["custSpaceId", "phoneNumber"])("reports a missing %s", async (name) => {
    const host = await startHost();
    const { [name]: _, ...inputs } = inputsWith();
    const { failures } = await host.check({}, inputs);
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(`^${name}: .* found nothing\\.$`) as unknown },
    ]);
  });

  it("reports every problem of the inputs with its place", async () => {
    const host = await startHost();
    const { failures } = await host.check({}, inputsWith({ phoneNumber: 8613000000000, prompts: ["", "b"], extra: 1 }));
    expect(failures.map(({ reason }) => reason)).toEqual([
      "phoneNumber 8613000000000: Expected a string of digits, in quotes, found a number.",
      "prompts[0]: Expected 1 to 80 characters, found 0.",
      expect.stringMatching(/^extra: Unknown property\. Known properties: custSpaceId, /),
    ]);
  });
});

describe("an error", () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      "half a pair of keys",
      { "cams:accessKey": "planted", "cams:secretKey": "" },
      /^cams:accessKey is set, but cams:secretKey is not\./,
    ],
    ["a wrong endpoint", { "cams:endpoint": "http://planted.example.com" }, /^cams:endpoint: Expected HTTPS/],
  ])("of the configuration is reported by every operation and by a preview: %s", async (_name, mistake, message) => {
    const emulator = await emulate();
    const host = await startHost({ config: { ...configOf(emulator), ...mistake } });
    const first = await failuresOf(host);
    const again = await failuresOf(host);
    for (const failure of [...first, ...again]) expect(failure.replace(/^\d+ UNKNOWN: /, "")).toMatch(message);
    const { failures } = await host.check({}, inputsWith());
    expect(failures).toEqual([{ property: "", reason: expect.stringMatching(message) as unknown }]);
    expect(emulator.requests()).toEqual([]);
    expect(host.output).not.toMatch(/planted|\n\s+at /);
  });

  it("of the service arrives as one plain message, without a stack trace, a credential or contents", async () => {
    const emulator = await emulate();
    const config = { ...configOf(emulator), "cams:secretKey": "planted-secret" };
    const host = await startHost({ config });
    const create = host.create(inputsWith({ prompts: ["planted prompt"] }));
    const update = host.update(ID, outputsWith(), inputsWith({ prompts: ["planted prompt"] }));
    const settled = await Promise.allSettled([
      create,
      update,
      host.read(ID, outputsWith()),
      host.delete(ID, outputsWith()),
    ]);
    const whole =
      /^2 UNKNOWN: (Get|Update)ConversationalAutomation failed for cams-1\/8613000000000: The access key secret does not belong to the access key id\. Set both again, from the same key\. The credentials came from cams:accessKey\. Details: SignatureDoesNotMatch \(HTTP 400, request [0-9A-F-]{36}\)\.$/;
    for (const result of settled) {
      expect(result).toMatchObject({
        status: "rejected",
        reason: { code: 2, message: expect.stringMatching(whole) as unknown },
      });
    }
    expect(operationsOf(emulator)).toHaveLength(4);
    expect(host.output).not.toMatch(/planted|\n\s+at |[/\\]provider[/\\]|\.js:\d/);
  });

  it("about a malformed id or a newer state is just as plain", async () => {
    const host = await startHost();
    await expect(host.read("8613000000000", {})).rejects.toThrow("The id of a ConversationalAutomation is");
    await expect(host.diff(ID, outputsWith({ schemaVersion: 2 }), inputsWith())).rejects.toThrow("newer pulumi-cams");
    expect(host.output).not.toMatch(/\n\s+at |\.js:\d/);
  });

  it("about missing credentials says where to set them", async () => {
    const emulator = await emulate();
    const host = await startHost({ config: { "cams:endpoint": emulator.endpoint } });
    for (const failure of await failuresOf(host))
      expect(failure).toContain("Or set cams:accessKey and cams:secretKey with");
    expect(emulator.requests()).toEqual([]);
  });
});
