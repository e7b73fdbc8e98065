import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Emulator, NumberSettingsArgs } from "../../emulator/index.js";
import { makeFolder, onOneLine, startCli, type CliOutcome } from "../support/cli.js";
import { emulate, operationsOf } from "../support/service.js";

const TYPE = "pulumi-nodejs:cams:ConversationalAutomation";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const EUROPE = "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::europe::id-2";

/** What a preview says about a number that is created, or whatever the changes say. */
function step(index: number, settings: object = {}, changes: { op?: string; provider?: string; isOld?: boolean } = {}) {
  const { op = "create", provider, isOld = op !== "create" } = changes;
  const inputs = { custSpaceId: "cams-1", phoneNumber: `86130000000${index}`, onDelete: "reset", ...settings };
  const state = { type: TYPE, provider, inputs, outputs: inputs };
  const states = { ...(isOld && { oldState: state }), ...(op !== "delete" && { newState: state }) };
  return { op, urn: `urn:pulumi:dev::shop::${TYPE}::number${index}`, ...states };
}

function at(index: number, settings: Partial<NumberSettingsArgs>): NumberSettingsArgs {
  return { custSpaceId: "cams-1", phoneNumber: `86130000000${index}`, ...settings };
}

/** Compares with a preview from a file, or with its bytes from standard input. */
function diff(emulator: Emulator, preview: object | string | Buffer, ...args: string[]): Promise<CliOutcome> {
  const folder = makeFolder();
  const input = Buffer.isBuffer(preview) ? preview : undefined;
  writeFileSync(join(folder, "preview.json"), typeof preview === "string" ? preview : JSON.stringify(preview));
  const variables = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: emulator.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: emulator.accessKeySecret,
  };
  const flags = ["--from", input ? "-" : "preview.json", "--endpoint", emulator.endpoint, ...args];
  return startCli(folder, ["diff", ...flags], variables, input).ended;
}

describe("pulumi-cams diff", () => {
  it("ends with 0 when the service has what the program says, after one read a number", async () => {
    const emulator = await emulate({ numbers: [at(10, { prompts: ["Hello"] })] });
    const steps = [step(10, { prompts: ["Hello"] }), step(11), step(12, {}, { op: "same" })];
    expect(await diff(emulator, { steps })).toEqual({
      status: 0,
      stdout: "The service has what the program says: 3 numbers compared.\n",
      stderr: "",
    });
    expect(operationsOf(emulator)).toEqual(Array.from({ length: 3 }, () => "GetConversationalAutomation"));
  });

  it("ends with 1 when something differs, and shows what each number would lose and get", async () => {
    const order = { commandName: "order", commandDescription: "Track an order" };
    const help = { commandName: "help", commandDescription: "Talk to a person" };
    const emulator = await emulate({
      numbers: [
        at(10, { prompts: ["By hand", "Hello"], commands: [order, help], enableWelcomeMessage: true }),
        at(11, { prompts: ["Changed since"] }),
        at(12, { prompts: ["Soon empty"] }),
        at(13, { prompts: ["Kept"] }),
      ],
    });
    const steps = [
      step(10, { prompts: ["Hello", "New\u001b[31m"], commands: [help, order], enableWelcomeMessage: false }),
      step(11, { prompts: ["Deployed"] }, { op: "same" }),
      step(12, { prompts: ["Deployed"] }, { op: "delete" }),
      step(13, { onDelete: "retain" }, { op: "delete" }),
    ];
    expect(await diff(emulator, { steps })).toEqual({
      status: 1,
      stdout: `8613000000010 (number10): \`pulumi up\` replaces its settings
  enableWelcomeMessage
    - on
    + off
  prompts
    - By hand
    + New\\u001b[31m
  commands: in another order

8613000000011 (number11), changed outside of Pulumi: \`pulumi up --refresh\`
replaces its settings
  prompts
    - Changed since
    + Deployed

8613000000012 (number12), deleted: \`pulumi up\` replaces its settings
  prompts
    - Soon empty

3 of 4 numbers have other settings than the program says.
`,
      stderr: "",
    });
  });

  it("shows a prompt that the service has more often than the program", async () => {
    const emulator = await emulate({ numbers: [at(10, { prompts: ["Hello", "Bye", "Hello"] })] });
    const { stdout } = await diff(emulator, { steps: [step(10, { prompts: ["Hello", "Bye"] })] });
    expect(stdout).toContain("\n  prompts\n    - Hello\n\n");
  });

  it("shows nothing of what the state has as a secret", async () => {
    const emulator = await emulate({
      numbers: [
        at(10, { prompts: ["planted"] }),
        at(11, { prompts: ["planted", "Hello"], enableWelcomeMessage: true }),
      ],
    });
    const { newState } = step(11, { prompts: ["Hello"] });
    const steps = [
      step(10, { prompts: "[secret]" }, { op: "delete" }),
      { ...step(11, { prompts: "[secret]" }, { op: "update" }), newState },
    ];
    const { status, stdout } = await diff(emulator, { steps });
    expect([status, stdout]).toEqual([
      1,
      `8613000000010 (number10), deleted: \`pulumi up\` replaces its settings
  prompts: a secret, which a preview does not show

8613000000011 (number11): \`pulumi up\` replaces its settings
  enableWelcomeMessage
    - on
    + off
  prompts: a secret, which a preview does not show

2 of 2 numbers have other settings than the program says.
`,
    ]);
  });

  it("says that a preview without unchanged resources is not the whole stack", async () => {
    const emulator = await emulate();
    const { status, stdout } = await diff(emulator, { steps: [step(10)], changeSummary: { create: 1, same: 2 } });
    expect([status, onOneLine(stdout)]).toEqual([
      2,
      "The service has what the program says: 1 number compared. The preview leaves out what is unchanged: " +
        "`pulumi preview --json --show-sames` has all. ",
    ]);
  });

  it("takes a preview from standard input, in UTF-16 too, as PowerShell writes it", async () => {
    const emulator = await emulate();
    const preview = Buffer.from(`\ufeff${JSON.stringify({ steps: [step(10)] })}`, "utf16le");
    expect(await diff(emulator, preview)).toMatchObject({ status: 0, stderr: "" });
  });

  it("writes a long outcome to its end", async () => {
    const steps = Array.from({ length: 3000 }, (_, index) => step(1000 + index, {}, { provider: EUROPE }));
    const { stdout } = await diff(await emulate(), { steps });
    expect(stdout.slice(-80)).toMatch(/\n3,000 of 3,000 numbers could not be compared, or only in part\.\n$/);
  });

  it("ends with 2 when it could not look, and says why", async () => {
    const emulator = await emulate({
      numbers: [at(10, { prompts: ["planted"] }), at(13, {})],
      behaviour: { unknownNumbers: "reject" },
    });
    const steps = [
      step(10, { prompts: "[secret]", commands: [UNKNOWN] }),
      step(11, {}, { provider: EUROPE }),
      step(12),
      step(13, { onDelete: "restore" }, { op: "delete" }),
      step(14, { phoneNumber: "[secret]" }),
      step(15, { phoneNumber: UNKNOWN }),
    ];
    const { status, stdout } = await diff(emulator, { steps });
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /^8613000000012 \(number12\)\n {2}could not be compared: [^]*does not know the number in this space/m,
    );
    expect(stdout.replace(/(8613000000012 .*\n {2}could not be compared: )(?:.+\n)*/, "$1…")).toBe(`A number (number15)
  could not be compared: it is not known before the update.

8613000000010 (number10) may have other settings than the program says
  prompts: a secret, which a preview does not show
  commands: not known before the update

8613000000011 (number11)
  could not be compared: it has a provider of its own, "europe". Run this again
  with --profile and a profile of its account.

8613000000012 (number12)
  could not be compared: …
8613000000013 (number13) may have other settings than the program says
  the settings that it had before: a secret, which a preview does not show

[secret] (number14)
  could not be compared: its number or its space is a secret, which a preview
  does not show.

6 of 6 numbers could not be compared, or only in part.
`);
  });

  it.each([
    ["what is not a preview", "planted", /Expected what `pulumi preview --json` writes: one JSON document with steps/],
    ["an empty file", "", /The preview failed/],
    [
      "a failed preview",
      { diagnostics: [{ severity: "error", message: "prompts[4]: too many\n" }] },
      /The preview failed, so it is incomplete\. prompts\[4\]: too many/,
    ],
  ])("ends with 2, makes no call and says what is wrong with %s", async (_, preview, message) => {
    const emulator = await emulate();
    const { status, stdout, stderr } = await diff(emulator, preview);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.replaceAll("\n", " ")).toMatch(message);
    expect(emulator.requests()).toEqual([]);
  });
});
