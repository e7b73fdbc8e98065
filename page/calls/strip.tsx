import { Text } from "../../chat/text.js";
import type { RateLimit } from "../emulator/data.js";
import type { Strip as StripData, StripRow } from "./strip-rows.js";

/** Draws how many admitted calls the second up to each moment holds, against the limit of each account and operation. */
export function Strip({ strip, rateLimit }: StripProps) {
  if (strip === undefined) return null;
  return (
    <div class="strip">
      {strip.rows.map((row) => (
        <Row key={`${row.operation} ${row.accessKeyId}`} row={row} strip={strip} />
      ))}
      <Axis strip={strip} />
      <p class="legend quiet">
        <span class="legend-mark">
          <svg viewBox="-5 -5 10 10" aria-hidden="true">
            <circle r="3" class="admitted" />
          </svg>
          admitted
        </span>
        <span class="legend-mark">
          <svg viewBox="-5 -5 10 10" aria-hidden="true">
            <path d={CROSS} class="throttled" />
          </svg>
          throttled
        </span>
        <span class="legend-mark">
          <svg viewBox="-8 -5 16 10" aria-hidden="true">
            <path d="M-8 0H8" class="limit" />
          </svg>
          limit
        </span>
        <span>Height: admitted calls in the second up to each moment.</span>
      </p>
      {rateLimit !== "sliding" && <p class="quiet">{RATE_LIMITS[rateLimit]}</p>}
    </div>
  );
}

interface StripProps {
  readonly strip: StripData | undefined;
  readonly rateLimit: RateLimit;
}

const RATE_LIMITS: Readonly<Record<Exclude<RateLimit, "sliding">, string>> = {
  fixed:
    "The switch rateLimit is fixed: each second of the clock has its own limit, so that two of them can meet in one.",
  bucket: "The switch rateLimit is bucket: after a pause, a second can hold almost twice the limit.",
  none: "The switch rateLimit is none: the emulator holds nobody to a limit.",
};

const UNIT = 9;
const CROSS = "M-3.5-3.5 3.5 3.5M-3.5 3.5 3.5-3.5";

function Row({ row, strip }: { readonly row: StripRow; readonly strip: StripData }) {
  const { callsPerSecond, admitted, throttled, levels } = row;
  const height = (Math.max(callsPerSecond, row.highest) + 2) * unitOf(row);
  const x = (ms: number) => `${percentOf(ms, strip)}%`;
  const y = (count: number) => height - count * unitOf(row);
  return (
    <div class="strip-row">
      <h3>
        <Text text={row.operation} />{" "}
        <span class="quiet">
          <Text text={row.accessKeyId} />
        </span>
      </h3>
      <div class="chart">
        <svg width="100%" height={height + 1} aria-hidden="true">
          {ticksOf(strip).map((back) => (
            <line
              key={`tick ${back}`}
              class="tick"
              x1={tickAt(back, strip)}
              x2={tickAt(back, strip)}
              y1="0"
              y2={height}
            />
          ))}
          {levels.map(({ fromMs, toMs, count }) => (
            <rect
              key={fromMs}
              class="level"
              x={x(fromMs)}
              width={`${percentOf(toMs, strip) - percentOf(fromMs, strip)}%`}
              y={y(count)}
              height={height - y(count)}
            />
          ))}
          <line class="base" x1="0" x2="100%" y1={height} y2={height} />
          <line class="limit" x1="0" x2="100%" y1={y(callsPerSecond)} y2={y(callsPerSecond)} />
          {admitted.map(({ atMs, level }, index) => (
            <circle key={index} class="admitted" cx={x(atMs)} cy={y(level)} r="3" />
          ))}
          {throttled.map((atMs, index) => (
            <svg key={index} x={x(atMs)} y={y(callsPerSecond + 1)} overflow="visible">
              <path class="throttled" d={CROSS} />
            </svg>
          ))}
        </svg>
        <span class="limit-label quiet" aria-hidden="true">
          {callsPerSecond} a second
        </span>
      </div>
      <p class="strip-text">
        Last second: {row.lastSecond} of {callsPerSecond}. Highest in any second: {row.highest}. Admitted:{" "}
        {admitted.length}. Throttled: {throttled.length}.
      </p>
    </div>
  );
}

/** Rows of larger limits are not higher. */
function unitOf({ callsPerSecond }: StripRow): number {
  return callsPerSecond > 6 ? UNIT / 2 : UNIT;
}

function Axis({ strip }: { readonly strip: StripData }) {
  return (
    <svg class="axis" width="100%" height="18" aria-hidden="true">
      {ticksOf(strip).map((back) => (
        <text key={back} x={tickAt(back, strip)} y="13" text-anchor={back === 0 ? "end" : "middle"}>
          {back === 0 ? "last call" : `−${back} s`}
        </text>
      ))}
    </svg>
  );
}

/** The seconds before the last call that the axis names. */
function ticksOf({ fromMs, lastMs }: StripData): number[] {
  const seconds = (lastMs - fromMs) / 1_000;
  const step = seconds < 10 ? 2 : 5;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
}

function tickAt(back: number, strip: StripData): string {
  return `${percentOf(strip.lastMs - back * 1_000, strip)}%`;
}

function percentOf(ms: number, { fromMs, toMs }: StripData): number {
  return Math.max(0, ((ms - fromMs) / (toMs - fromMs)) * 100);
}
