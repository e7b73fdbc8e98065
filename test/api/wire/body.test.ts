import { describe, expect, it } from "@jest/globals";
import { asRequestId } from "../../../api/wire/body.js";

describe("a request id", () => {
  it.each(["90E63D28-E31D-1EB2-8939-A94866411B2O", "R_1", "x".repeat(64)])("is passed on: %s", (id) => {
    expect(asRequestId(id)).toBe(id);
  });

  it.each([undefined, 7, "", "R-1 Where is my order?", "Where is my order? R-1", "x".repeat(65)])(
    "is not passed on when it may be something else: %j",
    (value) => {
      expect(asRequestId(value)).toBeUndefined();
    },
  );
});
