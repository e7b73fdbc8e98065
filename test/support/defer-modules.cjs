"use strict";
const { existsSync } = require("node:fs");
const Module = require("node:module");

/**
 * Preloaded into the Node.js processes of the engine, which spend half of their start on two modules that Pulumi's SDK
 * needs only to serialize functions. Nothing here is serialized, so each is loaded when it is first used. A third maps
 * every stack trace to the sources of Pulumi, one for each resource, and is not loaded at all.
 */
const DEFERRED = new Set(["@npmcli/arborist", "typescript"]);

const load = Module._load;

Module._load = function (request, ...others) {
  if (request === "source-map-support/register") return {};
  if (!DEFERRED.has(request)) return load.call(this, request, ...others);
  let loaded;
  const get = (_, name) => (name === "__esModule" ? true : (loaded ??= load.call(this, request, ...others))[name]);
  return new Proxy({ __esModule: true }, { get });
};

// As with `typescript: false` among the options of a project's runtime, for projects in JavaScript.
if (!existsSync("tsconfig.json")) delete process.env["PULUMI_NODEJS_TYPESCRIPT"];
