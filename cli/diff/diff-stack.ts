import { createClient, isCamsError, type Client } from "../../api/index.js";
import { readConfig } from "../../provider/config/config.js";
import { containsUnknown } from "../../settings/unknown.js";
import type { ConfigurationFlags } from "../command-line/configuration-flags.js";
import { adviserFor } from "../error-advice.js";
import { LiveOutput } from "../command-line/live-output.js";
import { planOf, type Plan, type PlannedNumber } from "../stack/planned-numbers.js";
import { SECRET } from "../stack/preview-document.js";
import { readPreview } from "../stack/preview.js";
import { nameFlags, readConfiguration } from "../stack/configuration.js";
import { widthOf } from "../command-line/wrap.js";
import { differencesOf, type ComparedNumber } from "./compare.js";
import { isDifferent, isUncertain, report } from "./report.js";

/**
 * Compares what a stack's program says with what the service has, with one read a number. Progress goes to standard
 * error, the outcome to standard output.
 *
 * @param from - What `pulumi preview --json` wrote; a new preview when left out.
 * @returns whether the service has what the program says
 * @throws Error if the preview fails, or a call that is not about one number
 */
export async function diffStack(
  from: string | undefined,
  flags: ConfigurationFlags,
): Promise<"same" | "different" | "unknown"> {
  const { numbers, isPartial } = await planned(from, flags.stack);
  const output = new LiveOutput();
  const { read } = await readConfiguration(flags);
  const notice = (text: string) => {
    output.print(text);
  };
  const client = createClient(nameFlags(readConfig(read, process.env), flags), { notice, advise: adviserFor(flags) });
  let done = 0;
  try {
    const compared = await Promise.all(
      numbers.map(async (number) => {
        const result = await compare(number, client, flags);
        done += 1;
        output.showProgress(`Read ${done} of ${numbers.length} numbers`);
        return result;
      }),
    );
    output.clearProgress();
    process.stdout.write(report(compared, isPartial, widthOf(process.stdout)));
    if (compared.some(isDifferent)) return "different";
    return isPartial || compared.some(isUncertain) ? "unknown" : "same";
  } finally {
    output.clearProgress();
  }
}

async function planned(
  from: string | undefined,
  stack: string | undefined,
): Promise<Pick<Plan, "numbers" | "isPartial">> {
  const { text, status = 0, lastError } = await readPreview(from, stack);
  if (text.trim() === "") throw new Error(`The preview failed${lastError ? `: ${lastError}` : ""}.`);
  const { numbers, errors, isPartial } = planOf(text);
  if (errors.length === 0 && status === 0) return { numbers, isPartial: from !== undefined && isPartial };
  throw new Error(`The preview failed, so it is incomplete. ${errors.join(" ") || `\`pulumi\` ended with ${status}.`}`);
}

async function compare(
  number: PlannedNumber,
  client: Pick<Client, "getConversationalAutomation">,
  { profile }: ConfigurationFlags,
): Promise<ComparedNumber> {
  const { name, change, inputs, provider } = number;
  const { custSpaceId, phoneNumber } = inputs;
  const compared = { name, change, phoneNumber: String(phoneNumber), differences: [] };
  if (
    typeof custSpaceId !== "string" ||
    typeof phoneNumber !== "string" ||
    containsUnknown([custSpaceId, phoneNumber])
  ) {
    return { ...compared, phoneNumber: "A number", problem: "it is not known before the update." };
  }
  if (custSpaceId === SECRET || phoneNumber === SECRET) {
    return { ...compared, problem: "its number or its space is a secret, which a preview does not show." };
  }
  if (provider !== undefined && profile === undefined) {
    const cure = "Run this again with --profile and a profile of its account.";
    return { ...compared, problem: `it has a provider of its own, "${provider}". ${cure}` };
  }
  try {
    const found = await client.getConversationalAutomation({ custSpaceId, phoneNumber });
    return { ...compared, differences: differencesOf(found, number) };
  } catch (error) {
    if (!isCamsError(error) || error.kind !== "phone-number") throw error;
    return { ...compared, problem: error.message };
  }
}
