import { describe, expect, it } from "@jest/globals";
import { declare } from "../../../cli/adopt/declarations.js";
import { writeImportFile } from "../../../cli/adopt/import-file.js";
import { readState } from "../../../provider/lifecycle/state.js";
import { PROVIDER_TEXT, TYPE } from "../../support/engine.js";
import { EMPTY } from "../../support/service.js";
import { CHINESE, ENGLISH, found } from "./found-numbers.js";

interface ImportFile {
  resources: { name: string; inputs?: Record<string, unknown>; outputs?: Record<string, unknown> }[];
}

function importFile(...numbers: Parameters<typeof declare>[0]): ImportFile {
  return JSON.parse(writeImportFile(declare(numbers), "cams-1", false)) as ImportFile;
}

describe("writeImportFile", () => {
  it("contains the fleet, its numbers as children, and the other numbers", () => {
    const { resources } = importFile(
      found("100001", ENGLISH),
      found("100002", ENGLISH),
      found("100003", CHINESE, "ACME"),
    );
    expect(resources.map(({ inputs: _, outputs: __, ...resource }) => resource)).toEqual([
      { type: "cams:index:ConversationalAutomationFleet", name: "cams-1", component: true },
      { type: TYPE, name: "cams-1-100001", id: "cams-1/100001", parent: "cams-1" },
      { type: TYPE, name: "cams-1-100002", id: "cams-1/100002", parent: "cams-1" },
      { type: TYPE, name: "acme-100003", id: "cams-1/100003" },
    ]);
  });

  it("contains no fleet without profiles", () => {
    expect(importFile(found("100001", ENGLISH)).resources.map(({ name }) => name)).toEqual(["100001"]);
  });

  it("contains for each number the state that its creation would have left", () => {
    const settings = { ...EMPTY, ...ENGLISH };
    const inputs = { custSpaceId: "cams-1", phoneNumber: "100001", ...settings, onDelete: "reset" };
    const [resource] = importFile(found("100001", ENGLISH)).resources;
    expect(resource?.inputs).toEqual({ ...inputs, __provider: PROVIDER_TEXT });
    const { previousSettings, ...outputs } = resource?.outputs ?? {};
    expect(outputs).toEqual({ ...inputs, requestId: "", schemaVersion: 1, __provider: PROVIDER_TEXT });
    expect(readState("cams-1/100001", { ...outputs, previousSettings: settings })).toEqual({
      ...inputs,
      previousSettings: settings,
      requestId: "",
      schemaVersion: 1,
    });
    expect(previousSettings).toEqual({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: JSON.stringify(settings),
    });
  });

  it("contains the plugin's types for the plugin, without the text of the dynamic provider", () => {
    const numbers = [found("100001", ENGLISH), found("100002", ENGLISH), found("100003", CHINESE)];
    const text = writeImportFile(declare(numbers), "cams-1", true);
    const { resources } = JSON.parse(text) as ImportFile;
    expect(resources.map(({ inputs: _, outputs: __, ...resource }) => resource)).toEqual([
      { type: "cams:index:ConversationalAutomationFleet", name: "cams-1", component: true },
      { type: "cams:index:ConversationalAutomation", name: "cams-1-100001", id: "cams-1/100001", parent: "cams-1" },
      { type: "cams:index:ConversationalAutomation", name: "cams-1-100002", id: "cams-1/100002", parent: "cams-1" },
      { type: "cams:index:ConversationalAutomation", name: "100003", id: "cams-1/100003" },
    ]);
    expect(text).not.toContain("__provider");
    expect(resources[1]).toMatchObject({ inputs: { onDelete: "reset" }, outputs: { schemaVersion: 1 } });
  });
});
