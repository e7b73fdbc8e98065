import type { Settings } from "../../api/index.js";
import type { Declarations, Member } from "./declarations.js";
import { nameFleet, nameResource } from "./names.js";
import type { FoundNumber } from "./found-number.js";
import { problemsIn } from "./limit-problems.js";
import { print, sourceOf, textOf, type Field, type ObjectSource } from "./source.js";

/** What a program says of itself. */
export interface Heading {
  custSpaceId: string;
  /** When the numbers were read. */
  readAt: Date;
  /** How the program gets into a stack, line by line. */
  next: readonly string[];
}

/** Writes a TypeScript program that declares exactly what was found. Defaults are left out. */
export function writeProgram(declarations: Declarations, heading: Heading): string {
  const { custSpaceId } = heading;
  const fleet = declarations.profiles.length > 0 ? [fleetStatement(declarations, custSpaceId)] : [];
  const statements = [...fleet, ...declarations.others.map(resourceStatement)];
  return (
    [
      headingOf(declarations, heading),
      'import * as cams from "pulumi-cams";',
      `const custSpaceId = ${textOf(custSpaceId)};`,
      ...statements,
    ].join("\n\n") + "\n"
  );
}

function headingOf({ members, others }: Declarations, { custSpaceId, readAt, next }: Heading): string {
  const count = members.length + others.length;
  const at = readAt.toISOString().replace("T", " ").slice(0, 16);
  return [
    `The space ${custSpaceId} as it was on ${at} UTC: ${count === 1 ? "1 number" : `${count} numbers`}.`,
    "Written by `pulumi-cams adopt`.",
    "",
    ...next,
  ]
    .map((line) => `// ${line}`.trimEnd())
    .join("\n");
}

function fleetStatement({ profiles, members }: Declarations, custSpaceId: string): string {
  const args: ObjectSource = {
    isBroken: true,
    fields: [
      { key: "custSpaceId" },
      {
        key: "profiles",
        value: {
          isBroken: true,
          fields: profiles.map(({ name, settings }) => ({
            key: name,
            value: { fields: settingsFields(withoutDefaults(settings)) },
            comments: commentsOn(settings),
          })),
        },
      },
      { key: "numbers", value: { isBroken: true, fields: members.map(memberField) } },
    ],
  };
  return newStatement("ConversationalAutomationFleet", nameFleet(custSpaceId), args);
}

function memberField({ number, profile, overrides }: Member): Field {
  const key = textOf(number.phoneNumber);
  const name = textOf(profile.name);
  const fields = settingsFields(overrides);
  if (fields.length === 0) return { key, value: name };
  return { key, value: { fields: [{ key: "profile", value: name }, ...fields] }, comments: commentsOn(overrides) };
}

function resourceStatement(number: FoundNumber): string {
  const { phoneNumber, settings } = number;
  const args: ObjectSource = {
    isBroken: true,
    fields: [
      { key: "custSpaceId" },
      { key: "phoneNumber", value: textOf(phoneNumber) },
      ...settingsFields(withoutDefaults(settings)),
    ],
  };
  const comments = commentsOn(settings).map((comment) => `// ${comment}\n`);
  return `${comments.join("")}${newStatement("ConversationalAutomation", nameResource(number), args)}`;
}

function newStatement(className: string, name: string, args: ObjectSource): string {
  return `new cams.${className}(${textOf(name)}, ${print(args)});`;
}

function withoutDefaults(settings: Settings): Partial<Settings> {
  const isDefault = (value: boolean | unknown[]) => value === false || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => !isDefault(value as boolean | unknown[])));
}

function settingsFields(settings: Partial<Settings>): Field[] {
  return Object.entries(settings).map(([key, value]) => ({ key, value: sourceOf(value) }));
}

function commentsOn(settings: Partial<Settings>): string[] {
  return problemsIn(settings).map((problem) => `\`pulumi up\` refuses this: ${problem}`);
}
