import { expect, it } from "@jest/globals";
import { bothManage } from "../../settings/one-owner.js";

it("says which two resources manage a number, and what to do", () => {
  expect(bothManage('"support"', '"sales"', "cams-1/8613000000000")).toBe(
    '"support" and "sales" both manage the number cams-1/8613000000000. A number has one set of settings, so each would ' +
      "overwrite the other's: remove one of them.",
  );
});
