import { beforeAll, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { camsMocks } from "pulumi-cams/testing";

/** What the program declares. */
const declared: pulumi.runtime.MockResourceArgs[] = [];

function newResource(args: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
  declared.push(args);
  return { id: `${args.name}-id`, state: args.inputs as object };
}

beforeAll(async () => {
  pulumi.runtime.setAllConfig({ "testing:custSpaceId": "cams-demo" });
  await pulumi.runtime.setMocks(camsMocks({ newResource }));
  await import("./index.js");
  // Waits until everything is declared.
  await pulumi.runtime.disconnect();
});

it("declares the numbers of support and sales", () => {
  const numbers = declared.filter(({ type }) => type.endsWith(":ConversationalAutomation"));
  expect(numbers.map(({ name }) => name).sort()).toEqual(["sales", "support-442000000001", "support-4930000000"]);
});

it("offers the opening hours on the sales number, and nothing else", async () => {
  const { sales } = await import("./index.js");
  expect(await valueOf(sales.id)).toBe("cams-demo/442000000002");
  expect(await valueOf(sales.prompts)).toEqual(["Opening hours"]);
  expect(await valueOf(sales.commands)).toEqual([]);
});

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
