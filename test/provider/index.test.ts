import { describe, expect, it, jest } from "@jest/globals";
import type { Emulator } from "../../emulator/index.js";
import { provider } from "../../provider/index.js";
import { Progress } from "../../provider/progress/counts.js";
import { ProviderRun } from "../../provider/run.js";
import { OR_EXPLICIT } from "../support/configuration.js";
import { moveHome } from "../support/home.js";
import { ID, inputsWith, outputsWith } from "../support/lifecycle.js";
import { emulate, EMPTY, failureOf, NUMBER, operationsOf } from "../support/service.js";

/** Configures the provider as the dynamic host does. The host does so only once per process. */
async function configure(config: Record<string, string>): Promise<void> {
  await provider.configure({ config: { get: (key) => config[key] } });
}

function configOf({ endpoint, accessKeyId, accessKeySecret }: Emulator): Record<string, string> {
  return { "cams:endpoint": endpoint, "cams:accessKey": accessKeyId, "cams:secretKey": accessKeySecret };
}

/** Inputs that are not the resource's. */
const OF_THE_HOST = { __provider: "text", __run: { declared: 60, row: "urn:pulumi:test::project::type::support" } };

describe("the provider object", () => {
  it("has exactly the methods that the dynamic host calls", () => {
    expect(Object.keys(provider).sort()).toEqual(["check", "configure", "create", "delete", "diff", "read", "update"]);
  });

  it("performs every operation with the configuration it was given", async () => {
    const emulator = await emulate();
    await configure(configOf(emulator));
    const { inputs, failures } = await provider.check({}, { ...NUMBER, prompts: ["Hello"], ...OF_THE_HOST });
    expect([inputs, failures]).toEqual([inputsWith(), []]);
    for (const malformed of [7, null, "x", [], { declared: "60", row: 1 }]) {
      const checked = await provider.check({}, { ...NUMBER, prompts: ["Hello"], __run: malformed });
      expect(checked).toEqual({ inputs, failures });
    }
    const { id, outs } = await provider.create(inputs);
    const olds = { ...outs };
    expect(await provider.diff(id, olds, inputs)).toEqual({ changes: false, replaces: [] });
    expect(await provider.update(id, olds, inputsWith({ onDelete: "retain" }))).toEqual({
      outs: { ...outs, onDelete: "retain" },
    });
    await provider.delete(id, { ...olds, onDelete: "retain" });
    expect(emulator.numbers()).toEqual([{ ...NUMBER, ...EMPTY, prompts: ["Hello"] }]);
    expect(operationsOf(emulator)).toEqual(["GetConversationalAutomation", "UpdateConversationalAutomation"]);
  });

  it("keeps what only the program knows: how many numbers there are, and on which row each one is", async () => {
    const [expected, placed] = [jest.spyOn(Progress.prototype, "expect"), jest.spyOn(ProviderRun.prototype, "place")];
    const check = (news: object) => provider.check({}, { ...inputsWith(), ...news });
    await check(OF_THE_HOST);
    expect([expected.mock.calls, placed.mock.calls]).toEqual([[[60]], [[ID, OF_THE_HOST.__run.row]]]);
    for (const told of [undefined, null, "60", 60, { declared: "60", row: 1 }]) await check({ __run: told });
    await check({ ...OF_THE_HOST, custSpaceId: 1 });
    await check({ ...OF_THE_HOST, phoneNumber: 1 });
    expect([expected.mock.calls, placed.mock.calls]).toEqual([[[60], [60], [60]], [[ID, OF_THE_HOST.__run.row]]]);
    jest.restoreAllMocks();
  });

  it("uses the latest configuration", async () => {
    const [first, second] = [await emulate(), await emulate()];
    await configure(configOf(first));
    await provider.read(ID, outputsWith());
    await configure(configOf(second));
    await provider.read(ID, outputsWith());
    expect([first.requests().length, second.requests().length]).toEqual([1, 1]);
  });

  it("reports a setting that is not a string instead of using the environment's account", async () => {
    moveHome({ ALICLOUD_ACCESS_KEY: "another", ALICLOUD_SECRET_KEY: "another" });
    const emulator = await emulate();
    const config = { ...configOf(emulator), "cams:accessKey": { planted: 1 } };
    await provider.configure({ config: { get: (key) => config[key as keyof typeof config] } });
    const message = `cams:accessKey: Expected a string.${OR_EXPLICIT}`;
    expect((await provider.check({}, inputsWith())).failures).toEqual([{ property: "", reason: message }]);
    expect((await failureOf(provider.create(inputsWith({ custSpaceId: "cams-8" })))).message).toBe(message);
    expect(emulator.requests()).toEqual([]);
  });

  it("accepts a mistake in configure, but reports it in check and in every operation that needs the service", async () => {
    moveHome();
    await configure({ "cams:maxInFlight": "0" });
    const message = `cams:maxInFlight: Expected a whole number from 1 to 1000.${OR_EXPLICIT}`;
    expect((await provider.check({}, inputsWith())).failures).toEqual([{ property: "", reason: message }]);
    for (const call of [
      provider.create(inputsWith({ custSpaceId: "cams-9" })),
      provider.read(ID, outputsWith()),
      provider.update("cams-9/8613000000000", outputsWith(), inputsWith({ custSpaceId: "cams-9", prompts: [] })),
      provider.delete("cams-9/8613000000000", outputsWith({ custSpaceId: "cams-9" })),
    ]) {
      expect((await failureOf(call)).message).toBe(message);
    }
  });

  it("shows control characters as escapes, in the reasons of its check and in errors", async () => {
    moveHome();
    await configure({ "cams:profile": "su\u009bp\nport", "cams:endpoint": (await emulate()).endpoint });
    const { failures } = await provider.check({}, inputsWith({ "a\u009bb": 1, __declaredBy: "The fleet \u202e." }));
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(/^\["a\\u009bb"\]: .* The fleet \\u202e\.$/) as unknown },
    ]);
    const { message } = await failureOf(provider.read(ID, outputsWith()));
    expect(message).toContain('There is no profile "su\\u009bp port"');
    expect(message).not.toMatch(/\p{Cc}/u);
  });

  it("lets the host keep what a write that may have been applied was to write, as an unfinished resource", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "applied-then-reset" });
    emulator.fail({ fault: "no-permission" });
    await configure(configOf(emulator));
    const news = inputsWith({ prompts: ["New"], __provider: "text" });
    const error = await failureOf(provider.update(ID, outputsWith(), news));
    expect(error).toMatchObject({
      message: expect.stringContaining("the next `pulumi up` writes again") as unknown,
      id: ID,
      properties: outputsWith({ prompts: ["New"], isUnconfirmed: true, __provider: "text" }),
      reasons: [error.message],
    });
    expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
  });

  it("says what a user of Pulumi should do about an error", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "error", status: 404, code: "InvalidAction.NotFound" });
    await configure(configOf(emulator));
    expect((await failureOf(provider.read(ID, outputsWith()))).message).toContain(" Check cams:endpoint. ");
  });

  it("throws only plain errors, without properties that mean something to the host", async () => {
    const emulator = await emulate();
    emulator.fail({ fault: "no-permission" });
    await configure(configOf(emulator));
    const error: Error = await failureOf(provider.read(ID, outputsWith()));
    expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(["message", "stack"]);
    expect(error.stack).toBe("");
    expect(error.message).toContain("NoPermission");
  });
});
