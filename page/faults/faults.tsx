import { useState } from "preact/hooks";
import { Text } from "../../chat/text.js";
import { addFault, replaceFaults } from "../emulator/control.js";
import type { Fault } from "../emulator/data.js";
import {
  describeSelection,
  describeTimes,
  FAULT_GROUPS,
  isSwitched,
  UNTIL_OFF,
  type FaultSwitch,
} from "./fault-switches.js";

/** Switches for what goes wrong with the next calls. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const [times, setTimes] = useState(1);
  const [problem, setProblem] = useState<string>();
  const turnOn = (fault: string) => void addFault({ fault, times }).then(setProblem);
  const turnOff = (off: Fault) => void replaceFaults(faults.filter((fault) => fault !== off)).then(setProblem);
  const others = faults.filter((fault) => !isSwitched(fault) || !isFirstOfItsKind(fault, faults));
  const isOn = (name: string) => faults.find((fault) => fault.fault === name && !others.includes(fault));
  return (
    <div class="faults">
      <fieldset class="times">
        <legend>A fault that is switched on applies to</legend>
        {TIMES.map(([value, title]) => (
          <label key={value} class="check">
            <input
              type="radio"
              name="times"
              checked={times === value}
              onChange={() => {
                setTimes(value);
              }}
            />
            {title}
          </label>
        ))}
      </fieldset>
      <p class="quiet">Of several faults, a call meets the one that was switched on first.</p>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {others.length > 0 && <Others faults={others} onTurnOff={turnOff} />}
      {FAULT_GROUPS.map(({ title, switches }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          {switches.map((one) => {
            const on = isOn(one.fault);
            return (
              <Switch
                key={one.fault}
                of={one}
                on={on}
                onSwitch={() => {
                  if (on) turnOff(on);
                  else turnOn(one.fault);
                }}
              />
            );
          })}
        </section>
      ))}
    </div>
  );
}

const TIMES = [
  [1, "the next call"],
  [UNTIL_OFF, "every call until it is switched off"],
] as const;

function isFirstOfItsKind(fault: Fault, faults: readonly Fault[]): boolean {
  return faults.find((other) => other.fault === fault.fault && isSwitched(other)) === fault;
}

/** Faults that wait without a switch, such as those that a test has posted. */
function Others({
  faults,
  onTurnOff,
}: {
  readonly faults: readonly Fault[];
  readonly onTurnOff: (fault: Fault) => void;
}) {
  return (
    <section aria-label="Also waiting">
      <h3>Also waiting</h3>
      <ul class="others">
        {faults.map((fault, index) => (
          <li key={index}>
            <span class="fault-text">
              <strong>{fault.fault}</strong> {describeTimes(fault)}
              {describeSelection(fault) !== "" && (
                <>
                  , <Text text={describeSelection(fault)} />
                </>
              )}
            </span>
            <button
              type="button"
              aria-label={`Remove ${fault.fault}`}
              onClick={() => {
                onTurnOff(fault);
              }}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Switch({ of, on, onSwitch }: SwitchProps) {
  return (
    <label class="switch">
      <input type="checkbox" role="switch" checked={on !== undefined} onChange={onSwitch} />
      <span class="fault-text">
        <strong>{of.fault}</strong> <span class="quiet">{of.client}</span>
      </span>
      <span class="fault-state">{on ? describeTimes(on) : ""}</span>
    </label>
  );
}

interface SwitchProps {
  readonly of: FaultSwitch;
  /** The fault that waits, if it is on. */
  readonly on: Fault | undefined;
  readonly onSwitch: () => void;
}
