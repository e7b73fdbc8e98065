import { expect, it } from "@jest/globals";
import type { Check, CheckName } from "../../../cli/doctor/check-result.js";
import { diagnose } from "../../../cli/doctor/diagnose.js";
import { ACCOUNT, NO_OPERATIONS, projectWith, WELL } from "../../support/doctor.js";
import { EARLIER_TYPE, TYPE } from "../../support/engine.js";
import { describeWithSignals } from "../../support/processes.js";
import { emulate, operationsOf } from "../../support/service.js";

const KEYS = { "cams:accessKey": ACCOUNT.accessKeyId, "cams:secretKey": ACCOUNT.accessKeySecret };

const DETAILS = { status: "CONNECTED", qualityRating: "GREEN", verifiedName: "Example" };

const FINE = { ...WELL, state: "ok" };

/** A resource of a state. */
function resource(name: string, id: string, type = TYPE) {
  return { urn: `urn:pulumi:test::project::${type}::${name}`, type, id, custom: true };
}

function stateOf(resources: unknown[], pending: unknown[] = []) {
  return { version: 3, deployment: { resources, ...(pending.length > 0 && { pending_operations: pending }) } };
}

interface Situation {
  configuration?: Record<string, string>;
  state?: unknown;
  /** Numbers of the space cams-1, as the service has them. */
  numbers?: string[];
  space?: string;
}

/** What doctor finds in a project, and what the service was asked for. */
async function diagnoseProject({ configuration, state = {}, numbers = [], space }: Situation) {
  const emulator = await emulate({
    accounts: [{ ...ACCOUNT, spaces: ["cams-1", "cams-2"] }],
    numbers: numbers.map((phoneNumber) => ({ custSpaceId: "cams-1", phoneNumber })),
  });
  const project = projectWith({ "cams:endpoint": emulator.endpoint, ...KEYS, ...configuration }, state);
  const checks = await diagnose({ space }, { nodeVersion: process.version, ...project });
  return {
    statuses: Object.fromEntries(checks.map(({ name, status }) => [name, status])),
    find: (name: CheckName): Partial<Check> => checks.find((check) => check.name === name) ?? {},
    calls: operationsOf(emulator).sort(),
  };
}

describeWithSignals("doctor's report on the configuration", () => {
  it("names a misspelled key beside other mistakes, and shows no value", async () => {
    const configuration = { "cams:acessKey": "hush", "cams:maxInFlight": "none" };
    const { statuses, find } = await diagnoseProject({ configuration });
    expect(statuses).toEqual({ ...FINE, configuration: "problem" });
    expect(find("configuration")).toEqual({
      name: "configuration",
      status: "problem",
      found: expect.stringMatching(
        /^cams:acessKey is not a setting\. Did you mean .* cams:maxInFlight: Expected a whole/,
      ),
      cure: expect.stringMatching(/^Set cams:accessKey instead, .* Correct it with `pulumi config set`/),
    });
    expect(JSON.stringify(find("configuration"))).not.toContain("hush");
  });

  it("mentions a key that the program may read", async () => {
    const { statuses, find } = await diagnoseProject({ configuration: { "cams:custSpaceId": "cams-1" } });
    expect(statuses).toEqual(FINE);
    expect(find("configuration").found).toBe(
      "the selected stack, then the environment; cams:custSpaceId is not a setting: only your program can read it",
    );
  });
});

describeWithSignals("doctor's report on the state", () => {
  const support = resource("support", "cams-1/8613000000000");

  it("counts the numbers, also those of earlier versions, and not those that were replaced or are only read", async () => {
    const sales = resource("sales", "cams-2/8613000000001", EARLIER_TYPE);
    const replaced = { ...resource("support", "cams-1/8613000000009"), delete: true };
    const read = { ...resource("read", "cams-2/8613000000002"), external: true };
    const { statuses, find } = await diagnoseProject({
      state: stateOf([resource("dev", "", "pulumi:pulumi:Stack"), support, sales, replaced, read]),
    });
    expect(statuses).toEqual(FINE);
    expect(find("state").found).toBe("2 numbers, no pending operations");
  });

  it("accepts a stack that was never deployed", async () => {
    expect((await diagnoseProject({ state: { version: 3 } })).find("state").found).toBe(
      "0 numbers, no pending operations",
    );
  });

  it("names pending operations, and says what to do about them", async () => {
    const pending = [
      { resource: support, type: "creating" },
      { resource: resource("a::b", "cams-1/8613000000001"), type: "updating" },
    ];
    const { statuses, find } = await diagnoseProject({ state: stateOf([support], pending) });
    expect(statuses).toEqual({ ...FINE, state: "problem" });
    expect(find("state").found).toBe("2 pending operations: creating support, updating a::b.");
    expect(find("state").cure).toContain("run `pulumi refresh --clear-pending-creates`, and then `pulumi up`");
    expect(find("state").cure).toContain("run `pulumi cancel` first");
  });

  it("names five of many pending operations, and does not clear those of other resources", async () => {
    const bucket = resource("bucket", "", "alicloud:oss/bucket:Bucket");
    const pending = Array.from({ length: 7 }, () => ({ resource: bucket, type: "creating" }));
    const { find } = await diagnoseProject({ state: stateOf([], pending) });
    expect(find("state").found).toBe(`7 pending operations: ${"creating bucket, ".repeat(5)}2 more.`);
    expect(find("state").cure).toContain("run `pulumi refresh`, which asks about each");
    expect(find("state").cure).not.toContain("--clear");
  });

  it.each([
    ["planted", "`pulumi stack export` did not print JSON. Run it in this folder to see what it prints."],
    [stateOf([resource("support", "planted")]), "The id of a ConversationalAutomation is custSpaceId/phoneNumber"],
  ])("says why it cannot be read, without showing it, and checks the rest: %j", async (state, message) => {
    const { statuses, find } = await diagnoseProject({ state, space: "cams-1", numbers: ["8613000000000"] });
    expect(statuses).toEqual({ ...FINE, state: "problem", space: "ok" });
    expect(find("state").found).toContain(message);
    expect(JSON.stringify(find("state"))).not.toContain("planted");
    expect(find("space").numbers).toEqual([{ phoneNumber: "8613000000000", ...DETAILS, inSpace: true }]);
  });
});

describeWithSignals("doctor's report on a space", () => {
  const state = stateOf([
    resource("support", "cams-1/8613000000000"),
    resource("gone", "cams-1/8613000000002"),
    resource("elsewhere", "cams-2/8613000000003"),
  ]);

  it("lists its numbers, those that the stack lacks, and those of the stack that it lacks", async () => {
    const { statuses, find, calls } = await diagnoseProject({
      state,
      space: "cams-1",
      numbers: ["8613000000001", "8613000000000"],
    });
    expect(statuses).toEqual({ ...FINE, space: "problem" });
    expect(find("space")).toEqual({
      name: "space",
      status: "problem",
      found:
        "cams-1 has 2 numbers. The stack does not manage 1 of them. The space lacks 1 number that the stack manages.",
      cure: expect.stringMatching(
        /^Correct phoneNumber or custSpaceId in the program\. If a number has left the space/,
      ),
      numbers: [
        { phoneNumber: "8613000000000", ...DETAILS, inSpace: true, inStack: true },
        { phoneNumber: "8613000000001", ...DETAILS, inSpace: true, inStack: false },
        { phoneNumber: "8613000000002", inSpace: false, inStack: true },
      ],
    });
    expect(calls).toEqual([...Object.keys(NO_OPERATIONS), "QueryChatappPhoneNumbers"].sort());
  });

  it("says how to manage its other numbers, which is no problem", async () => {
    const { statuses, find } = await diagnoseProject({ space: "cams-1", numbers: ["8613000000000"] });
    expect(statuses).toEqual({ ...FINE, space: "ok" });
    expect(find("space").found).toBe("cams-1 has 1 number. The stack does not manage it.");
    expect(find("space").cure).toContain("`npx pulumi-cams adopt --space cams-1 --phone N`");
  });

  it("finds nothing to do if the stack manages all of its numbers", async () => {
    const managed = stateOf([resource("support", "cams-1/8613000000000")]);
    const { find } = await diagnoseProject({ state: managed, space: "cams-1", numbers: ["8613000000000"] });
    expect(find("space")).toMatchObject({ status: "ok", found: "cams-1 has 1 number. The stack manages it." });
  });

  it.each([
    [
      "cams-2",
      "cams-2 has no numbers. The space lacks 1 number that the stack manages.",
      "Check --space, and whether the credentials",
    ],
    ["cams-3", "cams-3: Unknown.ResourceOwnerId: ", "The space does not belong to this account."],
  ])("says what is wrong with %s", async (space, found, cure) => {
    const check = (await diagnoseProject({ state, space })).find("space");
    expect([check.status, check.found]).toEqual(["problem", expect.stringContaining(found)]);
    expect(check.cure).toContain(cure);
  });

  it("is unknown if the service cannot be called", async () => {
    const configuration = { "cams:secretKey": "wrong-secret" };
    const { statuses, find } = await diagnoseProject({ configuration, space: "cams-1" });
    expect(statuses).toEqual({ ...FINE, credentials: "problem", ...NO_OPERATIONS, space: "unknown" });
    expect(find("space").found).toBe("not checked: fix the credentials first");
  });
});
