import type * as pulumi from "@pulumi/pulumi";
import * as cams from "pulumi-cams";

/** What differs from one team of the company to the next. */
export interface SupportLinesArgs {
  custSpaceId: pulumi.Input<string>;
  /** What the team helps with. Each topic becomes one command. */
  topics: string[];
  /** The language of each number. */
  numbers: Record<string, "english" | "german">;
}

/** The support numbers of one team, with the company's prompts. */
export class SupportLines extends cams.ConversationalAutomationFleet {
  constructor(
    name: string,
    { custSpaceId, topics, numbers }: SupportLinesArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(
      name,
      {
        custSpaceId,
        profiles: {
          english: {
            prompts: ["Where is my order?", "Talk to a person"],
            commands: commandsOf(topics, (topic) => `Help with ${topic}`),
          },
          german: {
            prompts: ["Wo ist meine Bestellung?", "Mit einem Menschen sprechen"],
            commands: commandsOf(topics, (topic) => `Hilfe zu ${topic}`),
          },
        },
        numbers,
        // A number that leaves the fleet is restored to its earlier settings.
        onDelete: "restore",
      },
      opts,
    );
  }
}

function commandsOf(topics: string[], describe: (topic: string) => string): cams.ConversationalAutomationCommandArgs[] {
  return topics.map((topic) => ({ commandName: topic, commandDescription: describe(topic) }));
}
