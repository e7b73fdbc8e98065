import { describe, expect, it } from "@jest/globals";
import { shapeOf } from "../../settings/shape.js";

describe("the shape of a value", () => {
  it.each<[unknown, string]>([
    [undefined, "nothing"],
    [null, "nothing"],
    [["hunter2", "hunter2"], "a list of 2"],
    ["", "an empty string"],
    ["𝒳", "a string of 1 character"],
    ["hunter2", "a string of 7 characters"],
    [{ password: "hunter2" }, "an object"],
    [7, "a number"],
    [true, "a boolean"],
  ])("of %j is %s", (value, shape) => {
    expect(shapeOf(value)).toBe(shape);
  });
});
