import * as pulumi from "@pulumi/pulumi";
import { SupportLines } from "./support-lines";

const custSpaceId = new pulumi.Config("own-component").require("custSpaceId");

new SupportLines("shop", {
  custSpaceId,
  topics: ["orders", "returns"],
  numbers: { "442000000001": "english", "4930000000": "german" },
});

new SupportLines("travel", {
  custSpaceId,
  topics: ["tickets"],
  numbers: { "442000000002": "english" },
});
