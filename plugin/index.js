"use strict";

// In the JavaScript of 2009, so that every Node.js can say what is wrong.
var OLDEST = [20, 19];

function start() {
  var version = process.versions.node;
  var parts = version.split(".").map(Number);
  if (parts[0] < OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] < OLDEST[1])) {
    return fail("Node.js " + OLDEST.join(".") + " or newer is needed, and `node` on PATH is " + version + ".");
  }
  try {
    require("pulumi-cams/native").serve(process.argv[2]);
  } catch (error) {
    var missing = error.code === "MODULE_NOT_FOUND" && /'((?:@[^/']+[/])?[^/'.][^/']*)/.exec(error.message);
    if (!missing) throw error;
    var folder = __dirname.split(/[\\/]node_modules[\\/]/)[0];
    fail("The package " + missing[1] + " is missing. Run `npm install pulumi-cams @pulumi/pulumi` in " + folder + ".");
  }
}

function fail(reason) {
  process.stderr.write("pulumi-resource-cams: " + reason + "\n");
  process.exitCode = 1;
}

start();
