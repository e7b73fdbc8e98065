import os from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { pulumiHome } from "../../../provider/engine/home.js";

afterEach(() => {
  jest.restoreAllMocks();
});

describe("Pulumi's own folder", () => {
  it("is where PULUMI_HOME says, else in the user's home", () => {
    jest.spyOn(os, "homedir").mockReturnValue("/home/user");
    expect(pulumiHome({ PULUMI_HOME: "/pulumi" })).toEqual(["/pulumi"]);
    expect(pulumiHome({ PULUMI_HOME: "" })).toEqual([join("/home/user", ".pulumi")]);
    expect(pulumiHome({})).toEqual([join("/home/user", ".pulumi")]);
  });

  it("is unknown if the system does not know the user", () => {
    jest.spyOn(os, "homedir").mockImplementation(() => {
      throw new Error("uv_os_homedir returned ENOENT");
    });
    expect(pulumiHome({})).toEqual([]);
  });
});
