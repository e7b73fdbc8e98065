"use strict";
const { readFileSync } = require("node:fs");
const Module = require("node:module");

/**
 * Preloaded into the Node.js processes of the engine, which spend half of their start on modules that Pulumi's SDK needs
 * only to serialize functions or for `pulumi --tracing`. Nothing here does either, so each is loaded when it is first
 * used.
 */
const DEFERRED = new Set([
  "@npmcli/arborist",
  "normalize-package-data",
  "typescript",
  "@opentelemetry/exporter-zipkin",
  "@opentelemetry/instrumentation",
  "@opentelemetry/instrumentation-grpc",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace-base",
  "@opentelemetry/sdk-trace-node",
  // Pulumi's SDK loads its own Automation API with everything else.
  "./automation",
]);

/** Maps every stack trace to Pulumi's sources: one for each resource, which nobody here looks at. */
const OMITTED = "source-map-support/register";

const load = Module._load;

Module._load = function (request, ...others) {
  if (request === OMITTED) return {};
  if (!DEFERRED.has(request)) return load.call(this, request, ...others);
  let loaded;
  const get = (_, name) => (name === "__esModule" ? true : (loaded ??= load.call(this, request, ...others))[name]);
  return new Proxy({ __esModule: true }, { get });
};

/** A program in TypeScript would wait for a compiler that loads for longer than it takes to run, and checks no types here. */
function compile(module, filename) {
  const { transformSync } = require("@swc/core");
  const jsc = { target: "es2022", parser: { syntax: "typescript" } };
  const compiled = transformSync(readFileSync(filename, "utf8"), { filename, jsc, module: { type: "commonjs" } });
  module._compile(compiled.code, filename);
}

// Pulumi runs policy packs with its own compiler, whatever it is told.
if (!/run-policy-pack/.test(process.argv[1])) {
  Module._extensions[".ts"] = compile;
  // As with `typescript: false` among the options of a project's runtime.
  delete process.env["PULUMI_NODEJS_TYPESCRIPT"];
}
