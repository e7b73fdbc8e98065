import * as pulumi from "@pulumi/pulumi";
import { SupportLines } from "./support-lines";

const custSpaceId = new pulumi.Config("own-component").require("custSpaceId");

const shop = new SupportLines("shop", {
  custSpaceId,
  topics: ["orders", "returns"],
  numbers: { "442000000001": "english", "4930000000": "german" },
});

const travel = new SupportLines("travel", {
  custSpaceId,
  topics: ["tickets"],
  numbers: { "442000000002": "english" },
});

export const ids = pulumi.all([shop.ids, travel.ids]).apply(([shopIds, travelIds]) => ({ ...shopIds, ...travelIds }));
