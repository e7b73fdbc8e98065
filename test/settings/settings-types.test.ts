import { describe, expect, it } from "@jest/globals";
import type * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import type { Command, Settings } from "../../api/index.js";
import { inputsSchema, withDefaults, type Inputs, type OnDelete } from "../../settings/settings.js";
import type {
  ConversationalAutomationArgs,
  ConversationalAutomationCommand,
  ConversationalAutomationOnDelete,
  ConversationalAutomationSettings,
} from "../../sdk/index.js";

/** The type in which the provider receives an argument of the program. */
type Resolved<T> = T extends pulumi.OutputInstance<infer U> | Promise<infer U>
  ? Resolved<U>
  : T extends readonly (infer E)[]
    ? Resolved<E>[]
    : T extends object
      ? { [Key in keyof T]: Resolved<T[Key]> }
      : T;

/** The schema also accepts null for an absent property, which a TypeScript program cannot write. */
type WithoutNull<T> = T extends readonly (infer E)[]
  ? WithoutNull<E>[]
  : T extends object
    ? { [Key in keyof T]: WithoutNull<Exclude<T[Key], null>> }
    : T;

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Two such functions are assignable only when their conditions are identical.
type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Plain<T> = T extends readonly (infer E)[]
  ? Plain<E>[]
  : T extends object
    ? { [Key in keyof T]: Plain<T[Key]> }
    : T;
type Writable<T> = T extends readonly (infer E)[]
  ? Writable<E>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

type Args = Plain<Resolved<ConversationalAutomationArgs>>;
type Schema = Plain<WithoutNull<z.input<typeof inputsSchema>>>;

const proofs: [
  IsSame<Args, Schema>,
  IsSame<keyof ConversationalAutomationArgs, keyof z.input<typeof inputsSchema>>,
  IsSame<keyof ConversationalAutomationArgs, keyof Inputs>,
  IsSame<Writable<ConversationalAutomationSettings>, Plain<Settings>>,
  IsSame<Writable<ConversationalAutomationCommand>, Plain<Command>>,
  IsSame<ConversationalAutomationOnDelete, OnDelete>,
] = [true, true, true, true, true, true];

describe("the arguments of a program and the inputs that the provider checks", () => {
  it("have the same types", () => {
    expect(proofs).not.toContain(false);
  });

  it("have the same property names", () => {
    const names: Record<keyof ConversationalAutomationArgs, true> = {
      custSpaceId: true,
      phoneNumber: true,
      enableWelcomeMessage: true,
      prompts: true,
      commands: true,
      onDelete: true,
    };
    expect(Object.keys(inputsSchema.shape).sort()).toEqual(Object.keys(names).sort());
    expect(Object.keys(withDefaults({})).sort()).toEqual(Object.keys(names).sort());
  });

  it("agree on a program with every property and on one with only the required ones", () => {
    const most: Args = {
      custSpaceId: "cams-1",
      phoneNumber: "8613000000000",
      enableWelcomeMessage: true,
      prompts: ["Hello"],
      commands: [{ commandName: "order", commandDescription: "Track an order" }],
      onDelete: "retain",
    };
    const least: Args = { custSpaceId: "cams-1", phoneNumber: "8613000000000" };
    for (const args of [most, least]) expect(inputsSchema.parse(args)).toMatchObject(args);
  });
});
