import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
import * as cams from "pulumi-cams";

const PERSON = ["Talk to a person", "Mit einem Menschen sprechen", "人工服务"];

new PolicyPack("whatsapp-numbers", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "offers-a-person",
      description: "Every number offers to talk to a person.",
      validateResource: validateResourceOfType(
        cams.ConversationalAutomation,
        ({ phoneNumber, prompts }, _args, reportViolation) => {
          if (prompts?.some((prompt) => PERSON.includes(prompt))) return;
          reportViolation(`Add the prompt "${PERSON.join('" or "')}" to ${phoneNumber}.`);
        },
      ),
    },
    {
      name: "no-capitals",
      description: "No prompt is written in capitals.",
      validateResource: validateResourceOfType(
        cams.ConversationalAutomation,
        ({ prompts = [] }, _args, reportViolation) => {
          const inCapitals = prompts.filter((prompt) => /\p{Lu}{2}/u.test(prompt) && !/\p{Ll}/u.test(prompt));
          for (const prompt of inCapitals) reportViolation(`Write "${prompt}" in small letters.`);
        },
      ),
    },
  ],
});
