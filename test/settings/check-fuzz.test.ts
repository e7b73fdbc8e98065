import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { checkLimits } from "../../emulator/service/limits.js";
import { problemsOf } from "../../settings/check.js";

const number = { custSpaceId: "cams-1", phoneNumber: "8613000000000" };

/** Texts near every limit, and texts with characters that are not allowed. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("", "a", "order", "Order", "/order", "two words", "a".repeat(32), "a".repeat(33), "𝒳".repeat(80)),
  fc.constantFrom("a".repeat(81), "文".repeat(256), "文".repeat(257), "12:30 #1", "1️⃣", "👍🏽", "❤️"),
);
const command = fc.record({ commandName: text, commandDescription: text });
const settings = fc.record({
  prompts: fc.array(text, { maxLength: 6 }),
  commands: fc.oneof(fc.array(command, { maxLength: 4 }), fc.array(command, { minLength: 29, maxLength: 32 })),
});

/** A resource's properties, with arbitrary values. */
const inputs = fc.dictionary(
  fc.constantFrom("custSpaceId", "phoneNumber", "enableWelcomeMessage", "prompts", "commands", "onDelete", "prompt"),
  fc.oneof(
    fc.jsonValue(),
    fc.array(fc.oneof(text, fc.jsonValue(), fc.dictionary(fc.constantFrom("commandName", "x"), fc.jsonValue()))),
  ),
);

describe("check of arbitrary inputs", () => {
  it("never throws, and names only places that exist and properties that are missing", () => {
    fc.assert(
      fc.property(fc.oneof(inputs, fc.dictionary(fc.string(), fc.jsonValue())), (anything) => {
        for (const { property, reason } of problemsOf(anything)) {
          expect(reason).toMatch(/^(Expected|Unknown) /);
          expect(hasPlace(anything, property)).toBe(true);
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("accepts exactly what the service's own limits accept", () => {
    fc.assert(
      fc.property(settings, (wanted) => {
        expect(problemsOf({ ...number, ...wanted }).length === 0).toBe(isAcceptedByService(wanted));
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it("never shows a value", () => {
    const content = "correct-horse-battery-staple";
    fc.assert(
      fc.property(inputs, fc.constantFrom("", " ", "🎉", "/"), (anything, prefix) => {
        const planted = {
          ...anything,
          prompts: [prefix + content],
          commands: [{ commandName: content, [content]: 1 }],
        };
        const shown = problemsOf(planted).filter(({ property }) => !property.includes(content));
        expect(shown.map(({ reason }) => reason).join()).not.toContain("horse");
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

function isAcceptedByService(wanted: Parameters<typeof checkLimits>[0]): boolean {
  try {
    checkLimits(wanted, true);
    return true;
  } catch {
    return false;
  }
}

/** Whether a property path leads to a value, or to a missing property of one. */
function hasPlace(root: unknown, property: string): boolean {
  const parts = property.matchAll(/\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]|\.?([A-Za-z_$][\w$]*)/g);
  const steps = Array.from(parts, ([, quoted, index, name]) =>
    quoted ? (JSON.parse(quoted) as string) : (index ?? name ?? ""),
  );
  return steps.slice(0, -1).reduce<unknown>((at, step) => (isContainer(at) ? at[step] : undefined), root) !== undefined;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
