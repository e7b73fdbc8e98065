import { expect, it } from "@jest/globals";
import { onStack } from "../support/stack.js";
import { describeWithSignals } from "../support/processes.js";
import { describeFigures, soak, type SoakOptions } from "../support/soak.js";

const SHORT: SoakOptions = { numbers: 40, kills: 2, seed: 1, mostHangs: 1, seconds: 150 };

/** What `npm run soak` asks for, which wants to see the figures. */
const asked = process.env["PULUMI_CAMS_SOAK"];
const options = asked === undefined ? SHORT : (JSON.parse(asked) as SoakOptions);

describeWithSignals("many numbers, while calls fail and the provider is killed", () => {
  it(
    "all end as the program says, with no more writes than the failures account for",
    () =>
      onStack(async (stack) => {
        const { figures, output, held, wanted } = await soak(stack, options);
        if (asked !== undefined) process.stdout.write(describeFigures(figures));
        expect(figures.kills).toBe(options.kills);
        expect(output).toMatch(/\d+ created/);
        expect(held).toEqual(wanted);
        expect(figures.writes).toBeLessThanOrEqual(figures.allowedWrites);

        stack.calls();
        expect(await stack.project.preview()).toContain(`${options.numbers + 1} unchanged`);
        expect(stack.calls()).toEqual([]);
      }),
    (options.seconds + 60) * 1000,
  );
});
