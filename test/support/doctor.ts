import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "@jest/globals";
import type { Check, CheckName } from "../../cli/doctor/check-result.js";
import type { Account } from "../../emulator/index.js";
import { makeFolder, startCli, type CliOutcome } from "./cli.js";

type Statuses = Partial<Record<CheckName, Check["status"]>>;

/** What each check comes to when all is well and there is no stack. */
export const WELL = {
  node: "ok",
  engine: "ok",
  configuration: "ok",
  credentials: "ok",
  endpoint: "ok",
  clock: "ok",
  GetConversationalAutomation: "ok",
  UpdateConversationalAutomation: "ok",
  QueryChatappPhoneNumbers: "ok",
} as const satisfies Statuses;

/** The operations, when they could not be looked at. */
export const NO_OPERATIONS = {
  GetConversationalAutomation: "unknown",
  UpdateConversationalAutomation: "unknown",
  QueryChatappPhoneNumbers: "unknown",
} as const;

/** An account of which no part is a word. */
export const ACCOUNT: Account = { accessKeyId: "LTAI5tQ8zXw3vKpR", accessKeySecret: "u7Hc2mYb9sGd4eNf" };

export interface Diagnosis {
  /** Of the command. */
  status: number | null;
  statuses: Statuses;
  /** What one check found, and what to do about it. */
  said: (name: CheckName) => string;
}

export interface DoctorOptions {
  args?: readonly string[];
  folder?: string;
  /** Goes before an environment that has an engine. */
  environment?: Record<string, string>;
}

/** What doctor finds, with credentials in the environment, none of which it may show. */
export async function diagnoseWith(account: Partial<Account>, options: DoctorOptions = {}): Promise<Diagnosis> {
  const { args = [], environment, ...where } = options;
  const variables = { ...variablesOf(account), ...environment };
  const { status, stdout, stderr } = await runDoctor(["--json", ...args], { ...where, environment: variables });
  for (const value of Object.values(variablesOf(account))) {
    for (const part of [value.slice(0, 5), value.slice(-5)]) expect(stdout + stderr).not.toContain(part);
  }
  const checks = JSON.parse(stdout) as Check[];
  return {
    status,
    statuses: Object.fromEntries(checks.map((check) => [check.name, check.status])),
    said: (name) => {
      const { found, cure = "" } = checks.find((check) => check.name === name) ?? { found: "" };
      return `${found} ${cure}`.trim();
    },
  };
}

/** Runs doctor. */
export function runDoctor(args: readonly string[], options: Omit<DoctorOptions, "args"> = {}): Promise<CliOutcome> {
  const { folder = makeFolder(), environment } = options;
  return startCli(folder, ["doctor", ...args], { ...surroundings(), ...environment }).ended;
}

/** An environment with an engine, and without credentials. */
export function surroundings(): Record<string, string> {
  const engine = process.env["PULUMI_CAMS_CLI"];
  if (!engine) throw new Error("PULUMI_CAMS_CLI is not set: run the tests with `npm test`, which finds an engine.");
  // Else the default chain asks the metadata service of a cloud machine, with patience.
  return { PATH: dirname(engine), ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
}

/** A folder for the rest of the test, with a few files; one named `pulumi` can be run. */
export function folderWith(files: Record<string, string>): string {
  const folder = makeFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: name === "pulumi" ? 0o755 : 0o644 });
  }
  return folder;
}

export function variablesOf({ accessKeyId, accessKeySecret, securityToken }: Partial<Account>): Record<string, string> {
  return {
    ...(accessKeyId !== undefined && { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId }),
    ...(accessKeySecret !== undefined && { ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret }),
    ...(securityToken !== undefined && { ALIBABA_CLOUD_SECURITY_TOKEN: securityToken }),
  };
}

/** A project whose `pulumi` is a script that answers with a configuration and a state. */
export function projectWith(configuration: Record<string, string>, state: unknown): Project {
  const values = Object.entries(configuration).map(([key, value]) => [key, { value }]);
  const folder = folderWith({
    "Pulumi.yaml": "name: project\nruntime: nodejs\n",
    "config.json": JSON.stringify(Object.fromEntries(values)),
    "state.json": typeof state === "string" ? state : JSON.stringify(state),
    pulumi: '#!/bin/sh\ncase "$1" in version) echo v3.259.0;; config) cat config.json;; stack) cat state.json;; esac\n',
  });
  return { folder, environment: { ...surroundings(), PATH: `${folder}:/bin:/usr/bin` } };
}

export interface Project {
  folder: string;
  environment: Record<string, string>;
}
