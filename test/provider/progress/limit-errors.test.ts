import { describe, expect, it } from "@jest/globals";
import { CamsError } from "../../../api/index.js";
import { LimitErrors } from "../../../provider/progress/limit-errors.js";
import { Progress } from "../../../provider/progress/counts.js";
import { ID, inputsWith, lifecycleOf, outputsWith } from "../../support/lifecycle.js";
import { emulate } from "../../support/service.js";

const OTHER = "cams-1/8613000000001";

describe("Meta's limit", () => {
  it("is explained for the first number, with what is done so far, and the other numbers refer to it", () => {
    const progress = new Progress();
    const errors = new LimitErrors(progress);
    const limit = new CamsError("meta-limit", { text: "(#80007) Rate limit hit" });
    progress.record("written");
    expect(errors.errorFor(ID, limit).message).toMatch(/ is used up\. So far: 1 number written\. Details: /);
    expect(errors.errorFor(OTHER, limit).message).toBe(
      `${OTHER} is not done, for the same reason as ${ID}: Meta's limit is used up.`,
    );
    expect(errors.errorFor(ID, limit).message).toContain("So far: 1 number written.");
    expect([errors.errorFor(ID, limit).cause, errors.errorFor(OTHER, limit).cause]).toEqual([limit, limit]);
  });

  it("is explained in the error of every lifecycle operation", async () => {
    const fault = { fault: "error", status: 429, code: "Meta.Limit", message: "(#4) Too many", retryAfterMs: 600_000 };
    for (const operate of [
      (lifecycle: ReturnType<typeof lifecycleOf>) => lifecycle.create(inputsWith()),
      (lifecycle: ReturnType<typeof lifecycleOf>) => lifecycle.read(ID, outputsWith()),
      (lifecycle: ReturnType<typeof lifecycleOf>) => lifecycle.update(ID, outputsWith(), inputsWith({ prompts: [] })),
      (lifecycle: ReturnType<typeof lifecycleOf>) => lifecycle.delete(ID, outputsWith()),
    ]) {
      const emulator = await emulate();
      emulator.fail({ ...fault, fault: "error" });
      await expect(operate(lifecycleOf(emulator))).rejects.toThrow(
        /it continues with what is left, which `pulumi preview` lists\. So far: nothing done\. Details: /,
      );
    }
  });
});
