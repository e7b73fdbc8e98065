import { useMemo } from "preact/hooks";
import { Text } from "../../chat/text.js";
import type { NumberSettings } from "../emulator/data.js";
import { keyOf } from "../emulator/state.js";
import { addressOf } from "./address.js";

/** A link for each number. One of them is in the order of the tab key; the arrow keys go to the others. */
export function NumberList({ numbers, chosen }: NumberListProps) {
  const keys = numbers.map(keyOf);
  const reachable = Math.max(0, keys.indexOf(chosen ?? ""));
  return (
    <ul class="number-list" aria-label="Numbers; the arrow keys go from one to the next" onKeyDown={goToOther}>
      {numbers.map((number, index) => (
        <Row key={keys[index]} number={number} isChosen={keys[index] === chosen} isReachable={index === reachable} />
      ))}
    </ul>
  );
}

/** A number that has not changed is not drawn again: there may be a thousand. */
function Row({ number, isChosen, isReachable }: RowProps) {
  return useMemo(
    () => (
      <li>
        <a href={addressOf(number)} aria-current={isChosen ? "true" : undefined} tabIndex={isReachable ? 0 : -1}>
          <span class="number-name">
            <Text text={number.phoneNumber} />
          </span>
          <span class="quiet">
            <Text text={number.custSpaceId} />
          </span>
          <span class="quiet">{contentOf(number)}</span>
        </a>
      </li>
    ),
    [number, isChosen, isReachable],
  );
}

interface RowProps {
  readonly number: NumberSettings;
  readonly isChosen: boolean;
  readonly isReachable: boolean;
}

interface NumberListProps {
  readonly numbers: readonly NumberSettings[];
  readonly chosen: string | undefined;
}

export function focusFirstNumber(): void {
  document.querySelector<HTMLElement>(".number-list a")?.focus();
}

function contentOf({ enableWelcomeMessage, prompts, commands }: NumberSettings): string {
  const parts = [
    prompts.length > 0 && counted(prompts.length, "prompt"),
    commands.length > 0 && counted(commands.length, "command"),
    enableWelcomeMessage && "welcome",
  ].filter((part) => part !== false);
  return parts.length === 0 ? "empty" : parts.join(", ");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function goToOther(event: KeyboardEvent): void {
  const item = (event.target as Element).closest("li");
  const other = item && OTHERS[event.key]?.(item);
  if (!other) return;
  event.preventDefault();
  other.querySelector("a")?.focus();
}

const OTHERS: Readonly<Record<string, (item: Element) => Element | null | undefined>> = {
  ArrowDown: (item) => item.nextElementSibling,
  ArrowUp: (item) => item.previousElementSibling,
  Home: (item) => item.parentElement?.firstElementChild,
  End: (item) => item.parentElement?.lastElementChild,
};
