import { describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as cams from "../../sdk/index.js";
import { recordRegistrations, type Registration } from "../support/registrations.js";

const TYPE = "pulumi-nodejs:cams:ConversationalAutomation";
const FLEET = "cams:index:ConversationalAutomationFleet";

function declare(name: string, index: number, opts?: pulumi.CustomResourceOptions) {
  return new cams.ConversationalAutomation(name, { custSpaceId: "cams-1", phoneNumber: `86130000000${index}` }, opts);
}

/** Runs a program, and returns what each resource told the provider about the run. */
async function runsOf(program: () => unknown, { isPreview = false } = {}): Promise<Record<string, unknown>> {
  const registrations = await recordRegistrations({}, { isPreview });
  await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()));
  await pulumi.runtime.disconnect();
  const ofNumbers = ({ type }: Registration) => type === TYPE;
  return Object.fromEntries(registrations.filter(ofNumbers).map(({ name, inputs }) => [name, inputs["__run"]]));
}

describe("what a resource tells the provider about the run", () => {
  it("is how many numbers the program declares, those of fleets too, and the resource's own URN", async () => {
    const runs = await runsOf(() => {
      declare("support", 10);
      new cams.ConversationalAutomationFleet("fleet", {
        custSpaceId: "cams-1",
        profiles: { english: {} },
        numbers: { "8613000000011": "english", "8613000000012": "english" },
      });
    });
    // Pulumi's mocks begin the type of a fleet with the stack's, as the engine does not.
    const row = (path: string) =>
      expect.stringMatching(new RegExp(`^urn:pulumi:stack::project::.*${path}$`)) as unknown;
    const inFleet = `${FLEET}\\$${TYPE}`;
    expect(runs).toEqual({
      support: { declared: 3, row: row(`${TYPE}::support`) },
      "fleet-8613000000011": { declared: 3, row: row(`${inFleet}::fleet-8613000000011`) },
      "fleet-8613000000012": { declared: 3, row: row(`${inFleet}::fleet-8613000000012`) },
    });
  });

  it("counts the numbers of each explicit provider for itself, those that inherit it too", async () => {
    const runs = await runsOf(() => {
      const europe = new cams.Provider("europe");
      const offices = new pulumi.ComponentResource("my:index:Offices", "offices", {}, { providers: [europe] });
      declare("berlin", 10, { provider: europe });
      declare("paris", 11, { parent: offices });
      declare("support", 12);
    });
    expect(runs).toMatchObject({ berlin: { declared: 2 }, paris: { declared: 2 }, support: { declared: 1 } });
  });

  it("leaves out numbers that are only read", async () => {
    const runs = await runsOf(() => {
      declare("support", 10);
      cams.ConversationalAutomation.get("other", "cams-1/8613000000011");
    });
    expect(runs).toMatchObject({ support: { declared: 1 }, other: undefined });
  });

  it("is nothing in a preview, which makes no call", async () => {
    expect(await runsOf(() => declare("support", 10), { isPreview: true })).toEqual({ support: undefined });
  });
});
