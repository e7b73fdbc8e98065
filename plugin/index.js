"use strict";
require("pulumi-cams/plugin").serve(process.argv[2]);
