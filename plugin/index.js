"use strict";
require("pulumi-cams/native").serve(process.argv[2]);
