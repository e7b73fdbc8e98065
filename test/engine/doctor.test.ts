import { describe, expect, it } from "@jest/globals";
import { diagnoseWith, NO_OPERATIONS, WELL } from "../support/doctor.js";
import { onStack } from "../support/stack.js";
import { freePort } from "../support/redis.js";

const FINE = { ...WELL, state: "ok" };

const UNREAD = { ...WELL, credentials: "unknown", endpoint: "unknown", clock: "unknown", ...NO_OPERATIONS };

describe("doctor in a project's folder", () => {
  it("reads the selected stack and its state, or that of --stack, and shows none of its secrets", async () => {
    await onStack(async ({ project, emulator }) => {
      const { folder, env: environment } = project;
      emulator.setNumber({ custSpaceId: "cams-1", phoneNumber: "8613000000000" });
      const selected = await diagnoseWith({}, { folder, environment, args: ["--space", "cams-1"] });
      expect([selected.status, selected.statuses]).toEqual([0, { ...FINE, space: "ok" }]);
      expect(selected.said("state")).toBe("0 numbers, no pending operations");
      expect(selected.said("space")).toMatch(/^cams-1 has 1 number\. The stack does not manage it\. /);
      expect(selected.said("credentials")).toBe("an access key from cams:accessKey, accepted by the service");
      expect(selected.said("endpoint")).toBe(`${emulator.endpoint} (cams:endpoint) answers as the service`);

      await project.succeed("stack", "init", "other", "--non-interactive");
      await project.succeed("config", "set", "--stack", "other", "cams:endpoint", emulator.endpoint);
      await project.succeed("config", "set", "--stack", "other", "cams:maxInFlight", "none");
      const keys = [
        "--plaintext",
        "cams:endpont=hush-hush",
        "--secret",
        "alicloud:accessKey=emulator-key-id",
        "--secret",
        "alicloud:secretKey=hush-hush",
      ];
      await project.succeed("config", "set-all", "--stack", "other", ...keys);
      await project.succeed("stack", "select", "test");
      const named = await diagnoseWith({}, { folder, environment, args: ["--stack", "other"] });
      const problems = { configuration: "problem", credentials: "problem" };
      expect([named.status, named.statuses]).toEqual([1, { ...FINE, ...problems, ...NO_OPERATIONS }]);
      expect(named.said("credentials")).toContain("an access key from alicloud:accessKey: SignatureDoesNotMatch");
      expect(named.said("configuration")).toContain("cams:maxInFlight: Expected a whole number from 1 to 1000.");
      expect(named.said("configuration")).toContain("cams:endpont is not a setting. Did you mean cams:endpoint?");
      expect(named.said("configuration")).not.toContain("hush");
    });
  });

  it("reports a malformed endpoint, and makes no call", async () => {
    await onStack(async ({ project, calls }) => {
      const { folder, env: environment } = project;
      await project.configure({ "cams:endpoint": "http://cams.example.com" });
      const { status, statuses, said } = await diagnoseWith({}, { folder, environment });
      const problems = { ...FINE, endpoint: "problem", clock: "unknown", ...NO_OPERATIONS };
      expect([status, statuses]).toEqual([1, problems]);
      expect(said("endpoint")).toMatch(/^cams:endpoint: Expected HTTPS: plain HTTP is used for this machine only\. /);
      expect(said("credentials")).toBe("an access key from cams:accessKey");
      expect(calls()).toEqual([]);
    });
  });

  it("reports that calls cannot be coordinated through Redis, and still makes them", async () => {
    await onStack(async ({ project }) => {
      const { folder, env: environment } = project;
      const redis = `127.0.0.1:${await freePort()}`;
      await project.configure({}, { "cams:redisUrl": `redis://:hush-hush@${redis}` });
      const { status, statuses, said } = await diagnoseWith({}, { folder, environment });
      expect([status, statuses]).toEqual([1, { ...FINE, configuration: "problem" }]);
      expect(said("configuration")).toMatch(/^Redis at 127\.0\.0\.1:\d+ cannot be used \(ECONNREFUSED\)\. /);
      expect(said("configuration")).not.toContain("hush");
    });
  });

  it("says why a stack cannot be read, and makes no call", async () => {
    await onStack(
      async ({ project, calls }) => {
        const { folder, env: environment } = project;
        const missing = await diagnoseWith({}, { folder, environment, args: ["--stack", "nowhere"] });
        expect([missing.status, missing.statuses]).toEqual([1, { ...UNREAD, configuration: "problem" }]);
        expect(missing.said("configuration")).toContain("no stack named 'nowhere' found");

        const locked = { ...environment, PULUMI_CONFIG_PASSPHRASE: "another" };
        const closed = await diagnoseWith({}, { folder, environment: locked });
        expect(closed.statuses).toEqual({ ...UNREAD, configuration: "problem" });
        expect(closed.said("configuration")).toContain("incorrect passphrase");
        expect(calls()).toEqual([]);
      },
      { hasPassphrase: true },
    );
  });

  it("uses the environment when no stack is selected", async () => {
    await onStack(async ({ project, emulator }) => {
      const { folder, env: environment } = project;
      await project.succeed("stack", "unselect");
      const { accessKeyId, accessKeySecret, endpoint } = emulator;
      const variables = { ALICLOUD_ACCESS_KEY: accessKeyId, ALICLOUD_SECRET_KEY: accessKeySecret };
      const options = { folder, environment: { ...environment, ...variables }, args: ["--endpoint", endpoint] };
      const { status, statuses, said } = await diagnoseWith({}, options);
      expect([status, statuses]).toEqual([0, WELL]);
      expect(said("configuration")).toContain("the environment, since no stack is selected");
      expect(said("credentials")).toContain("an access key from the environment variable ALICLOUD_ACCESS_KEY");
    });
  });
});
