import { describe, expect, it } from "@jest/globals";
import { engineAddressOfDynamicHost } from "../../../provider/engine/address.js";

const HOST = "/program/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js";

describe("the engine's address", () => {
  it("is the first argument of Pulumi's dynamic-provider host", () => {
    expect(engineAddressOfDynamicHost(["node", HOST, "127.0.0.1:40001"])).toBe("127.0.0.1:40001");
  });

  it.each([
    ["another script", ["node", "/program/index.js", "127.0.0.1:40001"]],
    ["no script", ["node"]],
    ["a host without an address", ["node", HOST]],
    ["an argument that is not an address", ["node", HOST, "--help"]],
    ["an address of another machine", ["node", HOST, "192.0.2.1:40001"]],
    ["an address with something before it", ["node", HOST, "http://127.0.0.1:40001"]],
    ["an address with something after it", ["node", HOST, "127.0.0.1:40001/path"]],
  ])("is undefined with %s", (_, argv) => {
    expect(engineAddressOfDynamicHost(argv)).toBeUndefined();
  });
});
