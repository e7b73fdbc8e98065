import { afterEach, expect, it, jest } from "@jest/globals";
import { beforeEnd } from "../../../provider/engine/before-end.js";

afterEach(() => {
  jest.restoreAllMocks();
});

it("does something when the engine asks the process to end, and ends only then", async () => {
  const exit = jest.spyOn(process, "exit").mockImplementation(() => undefined as never);
  let finish: () => void = () => undefined;
  const action = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  beforeEnd(action);
  expect(action).not.toHaveBeenCalled();
  process.emit(process.platform === "win32" ? "SIGBREAK" : "SIGINT");
  expect(action).toHaveBeenCalledTimes(1);
  expect(exit).not.toHaveBeenCalled();
  finish();
  await new Promise((resolve) => setImmediate(resolve));
  expect(exit).toHaveBeenCalledTimes(1);
});
