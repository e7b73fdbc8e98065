import { describe, expect, it } from "@jest/globals";
import { openPage } from "../support/browser.js";
import { onStack } from "../support/stack.js";

describe("the emulator's page", () => {
  it("changes the prompts on the screen as `pulumi up` writes, and shows twenty writes within the limit", () =>
    onStack(
      async ({ project, emulator }) => {
        const page = await openPage();
        await page.goto(`http://${emulator.endpoint}/_emulator/#cams-space/8613000000001`);
        await page.getByRole("button", { name: "Before" }).waitFor();

        project.program(`
          for (let index = 1; index <= 20; index += 1) {
            const phoneNumber = String(8613000000000 + index);
            new cams.ConversationalAutomation(phoneNumber, { custSpaceId: "cams-space", phoneNumber, prompts: ["After"] });
          }`);
        await project.up();

        await page.getByRole("button", { name: "After" }).waitFor();
        expect(await page.getByRole("button", { name: "Before" }).count()).toBe(0);
        await page.getByText("20 numbers").waitFor();
        const writes = page.locator(".strip-row").filter({ hasText: "UpdateConversationalAutomation" });
        await writes.getByText(/Highest in any second: [1-5]\. Admitted: 20\./).waitFor();
        expect(await writes.locator(".admitted").count()).toBe(20);
      },
      { emulator: { numbers: [{ custSpaceId: "cams-space", phoneNumber: "8613000000001", prompts: ["Before"] }] } },
    ));
});
