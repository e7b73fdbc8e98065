import { describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as cams from "../../sdk/index.js";
import { recordRegistrations, secretEnvelope, valueOf } from "../support/registrations.js";

const PROVIDER = 'exports.handler=()=>require("pulumi-cams/provider").provider';
const number = { custSpaceId: "cams-1", phoneNumber: "8613000000000" };
const previousSettings = { enableWelcomeMessage: true, prompts: ["Before"], commands: [] };

describe("ConversationalAutomation", () => {
  it("registers its type with the inputs and the text that points to the provider", async () => {
    const registrations = await recordRegistrations();
    const commands = [{ commandName: "order", commandDescription: "Track an order" }];
    const onDelete: cams.ConversationalAutomationOnDelete = "restore";
    const settings = { enableWelcomeMessage: true, prompts: ["Hello"], commands, onDelete };
    await valueOf(new cams.ConversationalAutomation("support", { ...number, ...settings }).urn);
    expect(registrations).toEqual([
      {
        type: "pulumi-nodejs:cams:ConversationalAutomation",
        name: "support",
        inputs: { ...number, ...settings, __provider: PROVIDER },
        additionalSecretOutputs: ["previousSettings"],
        provider: "",
        readId: undefined,
      },
    ]);
  });

  it("leaves out undefined inputs", async () => {
    const registrations = await recordRegistrations();
    const args = { ...number, enableWelcomeMessage: undefined, prompts: undefined, commands: undefined };
    await valueOf(new cams.ConversationalAutomation("support", { ...args, onDelete: pulumi.output(undefined) }).urn);
    expect(registrations[0]?.inputs).toStrictEqual({ ...number, __provider: PROVIDER });
  });

  it("accepts outputs and promises at any depth, and keeps secrets secret", async () => {
    const registrations = await recordRegistrations();
    const resource = new cams.ConversationalAutomation("support", {
      custSpaceId: Promise.resolve("cams-1"),
      phoneNumber: pulumi.output("8613000000000"),
      prompts: [pulumi.output("Hello"), Promise.resolve("Bye")],
      commands: pulumi.secret([{ commandName: "order", commandDescription: Promise.resolve("Track an order") }]),
    });
    await valueOf(resource.urn);
    expect(registrations[0]?.inputs).toEqual({
      ...number,
      prompts: ["Hello", "Bye"],
      commands: secretEnvelope([{ commandName: "order", commandDescription: "Track an order" }]),
      __provider: PROVIDER,
    });
  });

  it("has every output, with its type", async () => {
    await recordRegistrations({ enableWelcomeMessage: false, onDelete: "reset", previousSettings, requestId: "R-1" });
    const resource = new cams.ConversationalAutomation("support", {
      ...number,
      prompts: ["Hello"],
      commands: [{ commandName: "order", commandDescription: "Track an order" }],
    });
    const outputs: pulumi.Output<{
      id: string;
      custSpaceId: string;
      phoneNumber: string;
      enableWelcomeMessage: boolean;
      prompts: string[];
      firstCommand: string | undefined;
      onDelete: "reset" | "restore" | "retain";
      previousSettings: cams.ConversationalAutomationSettings;
      requestId: string;
    }> = pulumi.output({
      id: resource.id,
      custSpaceId: resource.custSpaceId,
      phoneNumber: resource.phoneNumber,
      enableWelcomeMessage: resource.enableWelcomeMessage,
      prompts: resource.prompts,
      firstCommand: resource.commands.apply(([command]) => command?.commandName),
      onDelete: resource.onDelete,
      previousSettings: resource.previousSettings,
      requestId: resource.requestId,
    });
    expect(await valueOf(outputs)).toEqual({
      id: "support-id",
      ...number,
      enableWelcomeMessage: false,
      prompts: ["Hello"],
      firstCommand: "order",
      onDelete: "reset",
      previousSettings,
      requestId: "R-1",
    });
  });

  it("adds its secret outputs to those of the program", async () => {
    const registrations = await recordRegistrations();
    const resource = new cams.ConversationalAutomation("support", number, { additionalSecretOutputs: ["prompts"] });
    await valueOf(resource.urn);
    expect(registrations[0]?.additionalSecretOutputs.sort()).toEqual(["previousSettings", "prompts"]);
  });

  it("uses an explicit provider", async () => {
    const registrations = await recordRegistrations();
    const provider = new cams.Provider("europe", { profile: "europe" });
    await valueOf(new cams.ConversationalAutomation("support", number, { provider }).urn);
    const type = "pulumi-nodejs:cams:ConversationalAutomation";
    expect(registrations.find((registration) => registration.type === type)?.provider).toMatch(
      /pulumi:providers:pulumi-nodejs::europe::europe-id$/,
    );
  });

  it("shows the line of the program in an error's stack, and leaves the stack trace limit unchanged", async () => {
    await recordRegistrations();
    const { stackTraceLimit } = Error;
    function lineOfTheProgram() {
      return new cams.ConversationalAutomation("", number);
    }
    let stack = "";
    try {
      lineOfTheProgram();
    } catch (error) {
      stack = (error as Error).stack ?? "";
    }
    expect(stack).toMatch(/^Missing resource name|^\w*Error: Missing resource name/);
    expect(stack).toContain("lineOfTheProgram");
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  it.each([undefined, null, []])("rejects %j as its arguments", (args) => {
    const create = () =>
      new cams.ConversationalAutomation("support", args as unknown as cams.ConversationalAutomationArgs);
    expect(create).toThrow('The resource "support": Expected an object with custSpaceId, phoneNumber and settings.');
  });

  it.each<[string, cams.ConversationalAutomationArgs]>([
    ["prompts[1]", { ...number, prompts: ["Hello", "Bye \ud83d"] }],
    ["commands[0].commandDescription", { ...number, commands: [{ commandName: "a", commandDescription: "\ude00" }] }],
    ["custSpaceId", { ...number, custSpaceId: "\ud83d" }],
  ])("rejects text that Pulumi cannot send, by resource and place: %s", async (place, args) => {
    const registrations = await recordRegistrations();
    const create = () => new cams.ConversationalAutomation("support", args);
    const message = `The resource "support": ${place}: Expected well-formed Unicode text, found half of a surrogate pair.`;
    expect(create).toThrow(new pulumi.RunError(message));
    expect(registrations).toEqual([]);
  });

  it("is told from other resources by its type, as policy packs do", async () => {
    await recordRegistrations();
    const likePolicyPacks = { __pulumiType: "pulumi-nodejs:cams:ConversationalAutomation" };
    const other = { __pulumiType: "alicloud:cams/phone:Phone" };
    const all = [new cams.ConversationalAutomation("support", number), likePolicyPacks, other, {}, null, undefined, ""];
    const isInstance = (each: unknown) => cams.ConversationalAutomation.isInstance(each);
    expect(all.map(isInstance)).toEqual([true, true, false, false, false, false, false]);
  });

  it("is read by id with get, without inputs", async () => {
    const registrations = await recordRegistrations({ ...number, prompts: ["Hello"], previousSettings });
    const resource = cams.ConversationalAutomation.get("support", "cams-1/8613000000000");
    expect(await valueOf(resource.prompts)).toEqual(["Hello"]);
    expect(await valueOf(resource.id)).toBe("cams-1/8613000000000");
    expect(registrations).toMatchObject([
      {
        type: "pulumi-nodejs:cams:ConversationalAutomation",
        name: "support",
        inputs: { __provider: PROVIDER },
        additionalSecretOutputs: ["previousSettings"],
        readId: "cams-1/8613000000000",
      },
    ]);
    expect(Object.keys(registrations[0]?.inputs ?? {})).toEqual(["__provider"]);
  });

  it("accepts an output as the id in get, and options", async () => {
    const registrations = await recordRegistrations(number);
    const provider = new cams.Provider("europe");
    const resource = cams.ConversationalAutomation.get("support", pulumi.output("cams-1/8613000000000"), { provider });
    await valueOf(resource.phoneNumber);
    expect(registrations.find(({ readId }) => readId !== undefined)).toMatchObject({
      readId: "cams-1/8613000000000",
      provider: expect.stringContaining("::europe::") as unknown,
    });
  });
});
