import { isHidden } from "../../chat/known.js";
import { Text } from "../../chat/text.js";
import { plural } from "../plural.js";
import type { ChangedNumber } from "./number-changes.js";
import { groupByFleet, type NumberGroup } from "./words.js";

/** The numbers that have a change, by fleet. Where it is one, the title has it already. */
export function Numbers({ numbers }: { readonly numbers: readonly ChangedNumber[] }) {
  const [first, ...others] = numbers;
  if (first !== undefined && others.length === 0) return <Place {...first} />;
  const groups = groupByFleet(numbers);
  return (
    <div class="numbers">
      {groups.map((group) => (
        <Group key={group.fleet ?? ""} isOnly={groups.length === 1} {...group} />
      ))}
    </div>
  );
}

function Place({ name, fleet, custSpaceId }: ChangedNumber) {
  return (
    <p class="quiet numbers">
      {fleet === undefined ? (
        <>
          Resource <Text text={name} />
        </>
      ) : (
        <>
          In the fleet <Text text={fleet} />
        </>
      )}
      , space <Text text={custSpaceId} />
    </p>
  );
}

/** More numbers than that are a list to open. */
const MOST_SHOWN = 8;

function Group({ fleet, numbers, isOnly }: NumberGroup & { readonly isOnly: boolean }) {
  const heading = (
    <>
      {isOnly ? "The numbers" : `${plural(numbers.length, "number")} `}
      {isOnly ? null : fleet === undefined ? "of no fleet" : <FleetName fleet={fleet} />}
      {spaceOf(numbers)}
    </>
  );
  return (
    <details open={numbers.length <= MOST_SHOWN}>
      <summary>{heading}</summary>
      <ul>
        {numbers.map((number, index) => (
          <li key={index}>
            <NumberName {...number} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function FleetName({ fleet }: { readonly fleet: string }) {
  return (
    <>
      of the fleet <Text text={fleet} />
    </>
  );
}

function NumberName({ phoneNumber, name, fleet }: ChangedNumber) {
  return (
    <>
      <span class="number">
        <Text text={phoneNumber} />
      </span>
      {fleet === undefined ? (
        <span class="quiet">
          {" "}
          <Text text={name} />
        </span>
      ) : null}
    </>
  );
}

/** The space, if they have one in common. */
function spaceOf([first, ...others]: readonly ChangedNumber[]) {
  if (first === undefined || isHidden(first.custSpaceId)) return null;
  if (others.some(({ custSpaceId }) => custSpaceId !== first.custSpaceId)) return null;
  return (
    <span class="quiet">
      , space <Text text={first.custSpaceId} />
    </span>
  );
}
