import { isNeverConfigured, type FoundNumber, type Group } from "./found-number.js";

/**
 * Names the profile of each group: `none` if its numbers were never configured, else after their display name, if they
 * share one, else after their first command, else `profile1`, `profile2` and so on. Names are unique identifiers.
 */
export function nameProfiles(groups: readonly Group[]): (readonly [name: string, group: Group])[] {
  const taken = new Set([NEVER_CONFIGURED]);
  return groups.map((group) => {
    if (isNeverConfigured(group[0])) return [NEVER_CONFIGURED, group];
    const isFree = (name: string) => name !== "" && !taken.has(name);
    const name = [identifier(displayName(group)), identifier(firstCommand(group))].find(isFree) ?? firstFree(taken);
    taken.add(name);
    return [name, group];
  });
}

/** Names the resource of a number in a fleet, as the fleet does. The fleet itself has the id of the space as its name. */
export function nameChild(custSpaceId: string, { phoneNumber }: FoundNumber): string {
  return `${custSpaceId}-${phoneNumber}`;
}

/** Names the resource of a number outside a fleet. */
export function nameResource({ phoneNumber, verifiedName = "" }: FoundNumber): string {
  return [identifier(verifiedName), phoneNumber].filter(Boolean).join("-");
}

const NEVER_CONFIGURED = "none";

function displayName(group: Group): string {
  const [{ verifiedName = "" }] = group;
  return group.every((number) => number.verifiedName === verifiedName) ? verifiedName : "";
}

function firstCommand([{ settings }]: Group): string {
  return settings.commands[0]?.commandName ?? "";
}

function firstFree(taken: ReadonlySet<string>): string {
  let count = 1;
  while (taken.has(`profile${count}`)) count += 1;
  return `profile${count}`;
}

/** The ASCII letters and digits of a text in camel case: `cafeOlesDe` for "Café Olé's (DE)". */
function identifier(text: string): string {
  const plain = text.normalize("NFKD").replace(/[\p{M}'’]/gu, "");
  return plain
    .toLowerCase()
    .replace(/^[^a-z]+|[^a-z0-9]+$/g, "")
    .replace(/[^a-z0-9]+(.)/g, (_, next: string) => next.toUpperCase());
}
