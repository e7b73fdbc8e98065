import { afterEach, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks.js";

/** What a program asked the engine for. */
export interface Registration {
  type: string;
  name: string;
  /** As on the wire: secrets are envelopes. */
  inputs: Record<string, unknown>;
  additionalSecretOutputs: string[];
  /** The provider, as `urn::id`; empty for the default one. */
  provider: string;
  /** The id of a resource that is read and not managed. */
  readId: string | undefined;
}

interface Request {
  getType(): string;
  getName(): string;
  getProvider(): string;
  getAdditionalsecretoutputsList(): string[];
  getObject?(): { toJavaScript(): Record<string, unknown> };
  getProperties?(): { toJavaScript(): Record<string, unknown> };
  getId?(): string;
}

afterEach(async () => {
  await pulumi.runtime.disconnect();
  jest.restoreAllMocks();
});

/** Sets Pulumi's mocks, which answer with the inputs and `outputs`, and notes every request to the engine. */
export async function recordRegistrations(
  outputs: Record<string, unknown> = {},
  { isPreview = false } = {},
): Promise<Registration[]> {
  jest.restoreAllMocks();
  const registrations: Registration[] = [];
  const note = (request: Request) => {
    registrations.push({
      type: request.getType(),
      name: request.getName(),
      inputs: (request.getObject?.() ?? request.getProperties?.())?.toJavaScript() ?? {},
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      provider: request.getProvider(),
      readId: request.getId?.(),
    });
  };
  for (const method of ["registerResource", "readResource"] as const) {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- It is called with its object below.
    const original = MockMonitor.prototype[method];
    jest.spyOn(MockMonitor.prototype, method).mockImplementation(function (this: MockMonitor, request, callback) {
      note(request as Request);
      return original.call(this, request, callback);
    });
  }
  const mocks: pulumi.runtime.Mocks = {
    call: ({ inputs }) => inputs as Record<string, unknown>,
    newResource: ({ inputs, id = "", name }) => ({
      id: id === "" ? `${name}-id` : id,
      state: { ...(inputs as Record<string, unknown>), ...outputs },
    }),
  };
  await pulumi.runtime.setMocks(mocks, undefined, undefined, isPreview);
  return registrations;
}

/** The value of an output, once the engine has answered. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

/** What a secret is on the wire. */
export function secretEnvelope(value: unknown): Record<string, unknown> {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}
