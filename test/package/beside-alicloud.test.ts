import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { root } from "../support/engine.js";
import { link, run, unpack } from "./npm.js";

const ALICLOUD = "@pulumi/alicloud@3.108.0";

/** Runs the program with Pulumi's mocks, since the plugin of the Alibaba Cloud provider needs an account. */
const WITH_MOCKS = `
const pulumi = require("@pulumi/pulumi");
const registered = [];
pulumi.runtime.setAllConfig({ "beside-alicloud:custSpaceId": "cams-demo" });
pulumi.runtime.setMocks({
  call: ({ inputs }) => inputs,
  newResource: ({ type, name, inputs }) => {
    registered.push({ type, name, inputs });
    return { id: name + "-id", state: inputs };
  },
}, "beside-alicloud");
require("./compiled/index.js");
process.once("exit", () => console.log(JSON.stringify(registered)));
`;

interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** The example's folder, with the packages that it names. */
let folder = "";

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cams-alicloud-")));
  await cp(join(root, "examples", "beside-alicloud"), folder, { recursive: true });
  const modules = join(folder, "node_modules");
  link(modules, "@pulumi/pulumi", "@types", "typescript");
  symlinkSync(root, join(modules, "pulumi-cams"), "junction");
  const [{ filename }] = JSON.parse(await run(folder, "npm", "pack", "--json", ALICLOUD)) as [{ filename: string }];
  await unpack(join(folder, filename), join(modules, "@pulumi", "alicloud"));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the example beside-alicloud", () => {
  it("compiles with strict settings, and declares a user of the account beside the number", async () => {
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    await run(folder, process.execPath, compiler, "-p", ".", "--noEmit", "false", "--outDir", "compiled");
    writeFileSync(join(folder, "with-mocks.js"), WITH_MOCKS);
    const registered = JSON.parse(await run(folder, process.execPath, "with-mocks.js")) as Registered[];
    expect(registered.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      "alicloud:ram/policy:Policy whatsapp-deployer",
      "alicloud:ram/user:User whatsapp-deployer",
      "alicloud:ram/userPolicyAttachment:UserPolicyAttachment whatsapp-deployer",
      "pulumi-nodejs:cams:ConversationalAutomation support",
    ]);
    const policy = registered.find(({ type }) => type.endsWith(":Policy"))?.inputs["policyDocument"];
    expect(JSON.parse(policy as string)).toMatchObject({
      Statement: [
        { Effect: "Allow", Action: expect.arrayContaining(["cams:UpdateConversationalAutomation"]) as unknown },
      ],
    });
  }, 120_000);
});
