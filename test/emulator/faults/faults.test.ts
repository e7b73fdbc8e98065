import { describe, expect, it } from "@jest/globals";
import { FAULT_NAMES } from "../../../emulator/index.js";
import type { Fault } from "../../../emulator/index.js";
import { FaultQueue } from "../../../emulator/faults/fault-queue.js";
import { GET, NUMBER, UPDATE, call } from "../signed-call.js";
import { withEmulator } from "../running.js";

const emulator = withEmulator();
const make = (action = UPDATE, parameters: Record<string, string> = NUMBER) =>
  call(emulator().endpoint, action, parameters);
const write = () => make(UPDATE, { ...NUMBER, Prompts: '["a"]' });
const last = () => emulator().requests().at(-1);

describe("a fault that answers", () => {
  const noPermission = {
    AccessDeniedDetail: expect.objectContaining({ AuthAction: `cams:${UPDATE}`, NoPermissionType: "ImplicitDeny" }),
  };

  it.each<[Fault, number, string, object]>([
    [{ fault: "throttled" }, 400, "Throttling.User", {}],
    [{ fault: "too-many-requests" }, 429, "Throttling.User", {}],
    [{ fault: "limit-control" }, 400, "System.LimitControl", {}],
    [{ fault: "no-permission" }, 403, "NoPermission", noPermission],
    [{ fault: "ram-permission-deny" }, 400, "Ram.PermissionDeny", {}],
    [{ fault: "internal-error" }, 500, "InternalError", {}],
    [{ fault: "error", status: 504, code: "ServiceTimeout", message: "m" }, 504, "ServiceTimeout", { Message: "m" }],
    [{ fault: "failure" }, 200, "Authentication.NoAuth", { Success: false }],
    [{ fault: "failure", code: "A.B", message: "m" }, 200, "A.B", { Success: false, Message: "m" }],
  ])("%j has a code, and applies nothing", async (fault, status, code, body) => {
    emulator().fail(fault);
    const answer = await write();
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ Code: code, ...body });
    expect(last()).toMatchObject({ operation: UPDATE, status, code });
    expect(emulator().numbers()).toEqual([]);
    expect((await write()).status).toBe(200);
  });

  it.each<[Fault["fault"], number, RegExp]>([
    ["bad-gateway", 502, /^<html>/],
    ["unavailable", 503, /^$/],
    ["redirect", 302, /^$/],
    ["html", 200, /^<html>/],
    ["empty", 200, /^$/],
    ["null", 200, /^null$/],
    ["array", 200, /^\[\]$/],
  ])("%j has a body the service would never send, and applies nothing", async (fault, status, body) => {
    emulator().fail({ fault });
    const answer = await write();
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(body);
    expect(last()).toMatchObject({ status, code: null });
    expect(emulator().numbers()).toEqual([]);
  });

  it.each<[Fault, string | undefined]>([
    [{ fault: "throttled" }, "1000"],
    [{ fault: "throttled", retryAfterMs: 20 }, "20"],
    [{ fault: "too-many-requests" }, undefined],
    [{ fault: "error", status: 503, code: "ServiceUnavailable", retryAfterMs: 7 }, "7"],
  ])("%j hints when to retry", async (fault, header) => {
    emulator().fail(fault);
    expect((await make()).headers["x-acs-retry-after"]).toBe(header);
  });
});

describe("a fault of the connection", () => {
  it.each<[Fault["fault"], string, number]>([
    ["reset", "ECONNRESET", 0],
    ["end", "ECONNRESET", 0],
    ["reset-in-body", "ECONNRESET", 1],
    ["applied-then-reset", "ECONNRESET", 1],
  ])("%s breaks the connection", async (fault, code, applied) => {
    emulator().fail({ fault });
    await expect(write()).rejects.toMatchObject({ code });
    expect(last()).toMatchObject({ operation: UPDATE, status: null, code: null });
    expect(emulator().numbers()).toHaveLength(applied);
    expect((await write()).status).toBe(200);
  });

  it("ends a connection with FIN, and resets it with RST", async () => {
    emulator().fail({ fault: "end" }, { fault: "reset" });
    await expect(make()).rejects.toThrow("socket hang up");
    await expect(make()).rejects.toThrow("read ECONNRESET");
  });

  it("slow-body stalls, then answers", async () => {
    emulator().fail({ fault: "slow-body", ms: 30 });
    const start = performance.now();
    expect((await write()).json["Code"]).toBe("OK");
    expect(performance.now() - start).toBeGreaterThan(25);
    expect(last()).toMatchObject({ status: 200, code: "OK" });
  });

  it("hang leaves a call unanswered until the emulator closes", async () => {
    emulator().fail({ fault: "hang" });
    const broken = expect(write()).rejects.toMatchObject({ code: "ECONNRESET" });
    while (emulator().requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(last()).toMatchObject({ status: null, code: null });
    await emulator().close();
    await broken;
    expect(emulator().numbers()).toEqual([]);
  });
});

describe("key-case", () => {
  it("shows the data of Get in lower camel case, and leaves other operations alone", async () => {
    emulator().fail({ fault: "key-case" });
    await make(UPDATE, { ...NUMBER, Commands: '[{"CommandName":"a","CommandDescription":"b"}]' });
    expect((await make(GET)).json["Data"]).toEqual({
      phoneNumber: NUMBER.PhoneNumber,
      enableWelcomeMessage: false,
      commands: [{ commandName: "a", commandDescription: "b" }],
    });
  });
});

describe("the fault queue", () => {
  const codes = async (...calls: (readonly [string, string])[]) => {
    const answers: unknown[] = [];
    for (const [action, PhoneNumber] of calls)
      answers.push((await make(action, { CustSpaceId: "a", PhoneNumber })).json["Code"]);
    return answers;
  };

  it("is first in, first out, and uses each fault as often as its times say", async () => {
    emulator().fail({ fault: "throttled", times: 2 }, { fault: "internal-error" });
    expect(await codes([GET, "1"], [GET, "1"], [GET, "1"], [GET, "1"])).toEqual([
      "Throttling.User",
      "Throttling.User",
      "InternalError",
      "OK",
    ]);
  });

  it("picks calls by operation and number", async () => {
    emulator().fail({ fault: "internal-error", operation: UPDATE, phoneNumber: "2" });
    expect(await codes([GET, "2"], [UPDATE, "1"], [UPDATE, "2"], [UPDATE, "2"])).toEqual([
      "OK",
      "OK",
      "InternalError",
      "OK",
    ]);
  });

  it("records which calls met which fault", async () => {
    emulator().fail({ fault: "hang", phoneNumber: "2" }, { fault: "internal-error" });
    await codes([GET, "1"], [GET, "1"]);
    expect(
      emulator()
        .requests()
        .map(({ fault }) => fault),
    ).toEqual(["internal-error", null]);
  });

  it("keeps a fault when the call is throttled", async () => {
    await codes(...Array<readonly [string, string]>(5).fill([UPDATE, "1"]));
    emulator().fail({ fault: "internal-error" });
    expect(await codes([UPDATE, "1"], [GET, "1"])).toEqual(["Throttling.User", "InternalError"]);
  });

  it("throttles instead of the rate limit", async () => {
    emulator().fail({ fault: "throttled", times: 3 });
    const throttled = Array<readonly [string, string]>(8).fill([UPDATE, "1"]);
    expect((await codes(...throttled)).slice(3)).toEqual(Array<string>(5).fill("OK"));
  });

  it("keeps a fault when the signature is wrong", async () => {
    emulator().fail({ fault: "internal-error" });
    expect((await call(emulator().endpoint, GET, NUMBER, { accessKeySecret: "wrong" })).json["Code"]).toBe(
      "SignatureDoesNotMatch",
    );
    expect((await make(GET)).json["Code"]).toBe("InternalError");
  });
});

describe("a fault with a chance", () => {
  /** The fault that each of 200 calls meets. */
  const picked = (seed: number, ...faults: Fault[]) => {
    const queue = new FaultQueue();
    queue.add(faults);
    return Array.from({ length: 200 }, () => {
      const fault = queue.find(UPDATE, "1", seed);
      if (fault !== undefined) queue.use(fault);
      return fault?.fault;
    });
  };
  const count = (faults: unknown[], name: string) => faults.filter((fault) => fault === name).length;
  const reset: Fault = { fault: "reset", chance: 0.2, times: 200 };
  const hang: Fault = { fault: "hang", chance: 0.2, times: 200 };

  it("picks about as many calls as it should, each fault independently", () => {
    const faults = picked(1, reset, hang);
    expect(count(faults, "reset")).toBeGreaterThan(25);
    expect(count(faults, "reset")).toBeLessThan(55);
    expect(count(faults, "hang")).toBeGreaterThan(18);
    expect(count(faults, "hang")).toBeLessThan(46);
  });

  it("picks the same calls with the same seed, and different ones with another", () => {
    expect(picked(1, reset, hang)).toEqual(picked(1, reset, hang));
    expect(picked(2, reset, hang)).not.toEqual(picked(1, reset, hang));
  });

  it("picks no more calls than its times, no call at 0, and every call at 1", () => {
    expect(count(picked(1, { ...reset, times: 3 }), "reset")).toBe(3);
    expect(count(picked(1, { ...reset, chance: 0 }), "reset")).toBe(0);
    expect(count(picked(1, { ...reset, chance: 1 }), "reset")).toBe(200);
  });

  it("starts over after a reset, and follows faultSeed", async () => {
    const codesOf = async () => {
      emulator().setBehaviour({ faultSeed: 4 });
      emulator().fail({ fault: "internal-error", chance: 0.5, times: 5 });
      const answers: unknown[] = [];
      for (let index = 0; index < 5; index += 1) answers.push((await make(GET)).json["Code"]);
      emulator().reset();
      return answers;
    };
    const first = await codesOf();
    expect(new Set(first)).toEqual(new Set(["OK", "InternalError"]));
    expect(await codesOf()).toEqual(first);
  });
});

describe("the names of the faults", () => {
  it("are all accepted", () => {
    for (const fault of FAULT_NAMES) emulator().fail({ fault, ...(fault === "error" && { status: 500, code: "A" }) });
    expect(FAULT_NAMES).toHaveLength(22);
  });
});
