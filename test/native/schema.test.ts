import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { PROVIDER_SETTINGS } from "../../provider/config/provider-settings.js";
import type {
  ConversationalAutomationFleetArgs,
  ConversationalAutomationFleetNumberArgs,
  ConversationalAutomationProfileArgs,
} from "../../sdk/fleet/args.js";
import { EARLIER_RESOURCE_TYPE, FLEET_TYPE, RESOURCE_TYPE } from "../../sdk/type-tokens.js";
import { LIMITS } from "../../settings/limits.js";
import { DEFAULT_ON_DELETE, EMPTY_SETTINGS, inputsSchema, ON_DELETE } from "../../settings/settings.js";
import { docstringsOf } from "../support/docstrings.js";
import { root } from "../support/engine.js";

interface Property {
  type?: string;
  $ref?: string;
  description: string;
  default?: unknown;
  secret?: boolean;
  willReplaceOnChanges?: boolean;
}

type Properties = Record<string, Property>;

interface Type {
  description: string;
  properties: Properties;
  required?: string[];
  enum?: { value: string }[];
}

interface Schema {
  types: Record<string, Type>;
  config: { variables: Properties };
  provider: { description: string; inputProperties: Properties };
  resources: Record<
    string,
    Type & {
      inputProperties: Properties;
      requiredInputs: string[];
      aliases?: { type: string }[];
      isComponent?: boolean;
    }
  >;
}

const text = readFileSync(join(root, "plugin", "schema.json"), "utf8");
const schema = JSON.parse(text) as Schema;
const docstrings = docstringsOf("sdk/conversational-automation.ts");
const resource = schema.resources["cams:index:ConversationalAutomation"];
const types = (name: string) => schema.types[`cams:index:ConversationalAutomation${name}`];

/** What the docstrings of an interface or a class say, for the properties that the schema has. */
function saidBy(owner: string, properties: Properties, source = docstrings): Record<string, string | undefined> {
  return Object.fromEntries(Object.keys(properties).map((name) => [name, source.get(`${owner}.${name}`)]));
}

function described(properties: Properties): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, { description }]) => [name, description]));
}

function namesWith(properties: Properties, is: (property: Property) => unknown): string[] {
  return Object.entries(properties)
    .filter(([, property]) => is(property))
    .map(([name]) => name);
}

type Need = "required" | "optional";

/** Which inputs a type of the program's must have. The compiler holds it against the type. */
type Needs<T> = { [Name in keyof Required<T>]: undefined extends T[Name] ? "optional" : "required" };

const SETTINGS = { enableWelcomeMessage: "optional", prompts: "optional", commands: "optional" } as const;

const FLEET_INPUTS: Needs<ConversationalAutomationFleetArgs> = {
  custSpaceId: "required",
  profiles: "required",
  numbers: "required",
  onDelete: "optional",
};

const FLEET_TYPES: {
  Profile: Needs<ConversationalAutomationProfileArgs>;
  FleetNumber: Needs<ConversationalAutomationFleetNumberArgs>;
} = {
  Profile: SETTINGS,
  FleetNumber: { profile: "required", ...SETTINGS },
};

function namesOf(needs: Readonly<Record<string, Need>>, wanted: Need): string[] {
  return Object.keys(needs).filter((name) => needs[name] === wanted);
}

/** A number of a fleet has the settings of a profile. */
function sayOfFleet(ofArgs: Map<string, string>, owner: string, property: string): string | undefined {
  const owners = [owner, "ConversationalAutomationFleetNumberArgs", "ConversationalAutomationProfileArgs"];
  return owners.map((each) => ofArgs.get(`${each}.${property}`)).find((said) => said !== undefined);
}

/** A description without its examples, which test/native/examples.test.ts is about. */
function wordsOf({ description }: { description: string }): string {
  const [words = ""] = description.split("\n\n{{% examples %}}");
  return words;
}

describe("the schema", () => {
  it("says of the resource what the docstrings say, word for word", () => {
    if (!resource) throw new Error("The schema has no resource.");
    expect(wordsOf(resource)).toBe(docstrings.get("ConversationalAutomation"));
    expect(described(resource.inputProperties)).toEqual(
      saidBy("ConversationalAutomationArgs", resource.inputProperties),
    );
    expect(described(resource.properties)).toEqual(saidBy("ConversationalAutomation", resource.properties));
    for (const [name, owner] of [
      ["Command", "ConversationalAutomationCommandArgs"],
      ["Settings", "ConversationalAutomationSettings"],
    ] as const) {
      const type = types(name);
      expect(type?.description).toBe(docstrings.get(owner));
      expect(described(type?.properties ?? {})).toEqual(saidBy(owner, type?.properties ?? {}));
    }
    expect(types("OnDelete")?.description).toBe(docstrings.get("ConversationalAutomationOnDelete"));
  });

  it("has the inputs, the defaults, the choices and the limits of the rules", () => {
    if (!resource) throw new Error("The schema has no resource.");
    const { inputProperties, requiredInputs } = resource;
    expect(Object.keys(inputProperties)).toEqual(Object.keys(inputsSchema.shape));
    const given = { custSpaceId: "cams-1", phoneNumber: "8613000000000" };
    expect(inputsSchema.safeParse(given).success).toBe(true);
    for (const name of requiredInputs)
      expect(inputsSchema.safeParse({ ...given, [name]: undefined }).success).toBe(false);
    expect(inputProperties["enableWelcomeMessage"]?.default).toBe(EMPTY_SETTINGS.enableWelcomeMessage);
    expect(inputProperties["onDelete"]?.default).toBe(DEFAULT_ON_DELETE);
    expect(types("OnDelete")?.enum?.map(({ value }) => value)).toEqual(ON_DELETE);
    expect(inputProperties["prompts"]?.description).toContain(
      `at most ${LIMITS.prompts}, each 1 to ${LIMITS.promptLength} characters`,
    );
    expect(inputProperties["commands"]?.description).toContain(`at most ${LIMITS.commands},`);
    const command = types("Command")?.properties ?? {};
    expect(command["commandName"]?.description).toContain(`1 to ${LIMITS.commandNameLength} letters`);
    expect(command["commandDescription"]?.description).toContain(`1 to ${LIMITS.commandDescriptionLength} characters`);
  });

  it("says what replaces, what is always secret, and which types the resource has had", () => {
    if (!resource) throw new Error("The schema has no resource.");
    expect(namesWith(resource.inputProperties, ({ willReplaceOnChanges }) => willReplaceOnChanges)).toEqual([
      "custSpaceId",
      "phoneNumber",
    ]);
    expect(namesWith(resource.properties, ({ secret }) => secret)).toEqual(["previousSettings"]);
    expect(resource.aliases?.map(({ type }) => type)).toEqual([RESOURCE_TYPE, EARLIER_RESOURCE_TYPE]);
  });

  it("has the fleet, its profiles and its numbers as a program in TypeScript has them, word for word", () => {
    const fleet = schema.resources[FLEET_TYPE];
    if (!fleet) throw new Error("The schema has no fleet.");
    const ofArgs = docstringsOf("sdk/fleet/args.ts");
    const ofFleet = docstringsOf("sdk/conversational-automation-fleet.ts");
    expect(fleet.isComponent).toBe(true);
    expect(wordsOf(fleet)).toBe(ofFleet.get("ConversationalAutomationFleet"));
    expect(described(fleet.properties)).toEqual(saidBy("ConversationalAutomationFleet", fleet.properties, ofFleet));
    expect(Object.keys(fleet.inputProperties)).toEqual(Object.keys(FLEET_INPUTS));
    expect(fleet.requiredInputs).toEqual(namesOf(FLEET_INPUTS, "required"));
    expect(fleet.inputProperties["onDelete"]?.default).toBe(DEFAULT_ON_DELETE);
    for (const [name, owner] of [
      ["Profile", "ConversationalAutomationProfileArgs"],
      ["FleetNumber", "ConversationalAutomationFleetNumberArgs"],
    ] as const) {
      const type = types(name);
      expect(type?.description).toBe(ofArgs.get(owner));
      expect(Object.keys(type?.properties ?? {})).toEqual(Object.keys(FLEET_TYPES[name]));
      expect(type?.required ?? []).toEqual(namesOf(FLEET_TYPES[name], "required"));
      for (const [property, { description }] of Object.entries(type?.properties ?? {})) {
        expect([name, property, description]).toEqual([name, property, sayOfFleet(ofArgs, owner, property)]);
      }
    }
    const said = saidBy("ConversationalAutomationFleetArgs", fleet.inputProperties, ofArgs);
    const [, onUnknown = ""] = said["numbers"]?.split("\n\n") ?? [];
    expect(described(fleet.inputProperties)).toEqual({ ...said, numbers: expect.stringContaining(onUnknown) });
  });

  it("has one type for every property: in a choice, Python does not translate names and Go has no types", () => {
    expect(text).not.toContain("oneOf");
    const { numbers } = schema.resources[FLEET_TYPE]?.inputProperties ?? {};
    expect(numbers).toMatchObject({
      type: "object",
      additionalProperties: { $ref: "#/types/cams:index:ConversationalAutomationFleetNumber" },
    });
  });

  it("has every setting of the provider, with the words of its docstring, and seals the secret ones", () => {
    const { variables } = schema.config;
    expect(schema.provider.inputProperties).toEqual(variables);
    expect(Object.keys(variables)).toEqual(Object.keys(PROVIDER_SETTINGS));
    const secrets = Object.entries(PROVIDER_SETTINGS).filter(([, setting]) => "isSecret" in setting);
    expect(namesWith(variables, ({ secret }) => secret)).toEqual(secrets.map(([name]) => name));
    const ofProvider = docstringsOf("sdk/provider.ts");
    expect(wordsOf(schema.provider)).toBe(ofProvider.get("ProviderArgs"));
    const explicit = Object.entries(PROVIDER_SETTINGS).filter(([, setting]) => "isExplicit" in setting);
    for (const [name] of explicit) expect(variables[name]?.description).toBe(ofProvider.get(`ProviderArgs.${name}`));
  });
});
