import { isCamsError } from "../../api/errors.js";
import type { Client, ListedPhoneNumber, PhoneNumberKey } from "../../api/index.js";
import { visible } from "../../api/visible.js";
import { grouped, plural } from "../plural.js";
import { ok, problem, type Check, type SpaceNumber } from "./check-result.js";

/** Lists the numbers of a space, and compares them with those of the stack. */
export async function checkSpace(
  client: Pick<Client, "queryChatappPhoneNumbers">,
  { custSpaceId, managed }: Space,
): Promise<Check> {
  try {
    const listed = await client.queryChatappPhoneNumbers(custSpaceId);
    const ofSpace = managed?.filter((key) => key.custSpaceId === custSpaceId);
    return judge(custSpaceId, compare(listed, ofSpace && new Set(ofSpace.map(({ phoneNumber }) => phoneNumber))));
  } catch (error) {
    if (!isCamsError(error)) throw error;
    return problem("space", `${custSpaceId}: ${error.answer}`, error.advice);
  }
}

/** A space, and the numbers to compare its numbers with. */
export interface Space {
  custSpaceId: string;
  /** The stack's numbers in all spaces; undefined if there is no stack that can be read. */
  managed: readonly PhoneNumberKey[] | undefined;
}

function compare(listed: readonly ListedPhoneNumber[], managed: ReadonlySet<string> | undefined): SpaceNumber[] {
  const known = new Set(listed.map(({ phoneNumber }) => phoneNumber));
  const missing = [...(managed ?? [])].filter((phoneNumber) => !known.has(phoneNumber));
  const numbers: SpaceNumber[] = [
    ...listed.map((number) => ({
      ...withVisibleTexts(number),
      inSpace: true,
      ...(managed && { inStack: managed.has(number.phoneNumber) }),
    })),
    ...missing.map((phoneNumber) => ({ phoneNumber, inSpace: false, inStack: true })),
  ];
  return numbers.sort((a, b) => (a.phoneNumber < b.phoneNumber ? -1 : 1));
}

function withVisibleTexts({ phoneNumber, ...others }: ListedPhoneNumber): ListedPhoneNumber {
  const texts = Object.entries(others).map(([name, text]) => [name, visible(text)] as const);
  return { phoneNumber: visible(phoneNumber), ...Object.fromEntries(texts) };
}

function judge(custSpaceId: string, numbers: SpaceNumber[]): Check {
  const listed = numbers.filter(({ inSpace }) => inSpace);
  const missing = numbers.length - listed.length;
  const isCompared = numbers.some(({ inStack }) => inStack !== undefined);
  const unmanaged = listed.filter(({ inStack }) => inStack === false).length;
  const found = [
    `${custSpaceId} has ${listed.length === 0 ? "no numbers" : plural(listed.length, "number")}.`,
    ...(isCompared && listed.length > 0 ? [describeUnmanaged(unmanaged, listed.length)] : []),
    ...(missing > 0 ? [`The space lacks ${plural(missing, "number")} that the stack manages.`] : []),
  ].join(" ");
  if (listed.length === 0) return { ...problem("space", found, CHECK_SPACE), numbers };
  if (missing > 0) return { ...problem("space", found, CHECK_PROGRAM), numbers };
  if (unmanaged > 0) return { ...problem("space", found, adoptWith(custSpaceId)), status: "ok", numbers };
  return { ...ok("space", found), numbers };
}

function describeUnmanaged(unmanaged: number, listed: number): string {
  if (listed === 1) return `The stack ${unmanaged === 0 ? "manages" : "does not manage"} it.`;
  if (unmanaged === 0) return "The stack manages all of them.";
  return `The stack does not manage ${unmanaged === listed ? "any" : grouped(unmanaged)} of them.`;
}

const CHECK_SPACE = "Check --space, and whether the credentials belong to the right account.";

const CHECK_PROGRAM =
  "Correct phoneNumber or custSpaceId in the program. If a number has left the space, remove its resource.";

function adoptWith(custSpaceId: string): string {
  return `To manage another number, \`npx pulumi-cams adopt --space ${custSpaceId} --phone N\` writes the program for it.`;
}
