import { Commands } from "../../chat/commands.js";
import { isHidden, type Known } from "../../chat/known.js";
import { MarkLabel } from "../../chat/mark.js";
import { WELCOME_NOTES } from "../../chat/notes.js";
import { Phone } from "../../chat/phone.js";
import { Prompts } from "../../chat/prompts.js";
import type { ChatSettings, Mark } from "../../chat/settings.js";
import { HiddenValue } from "../../chat/text.js";
import { LIMITS } from "../../settings/limits.js";
import type { MarkedSettings } from "./compare-settings.js";

/** What a customer finds in a first chat, on one side of a change. */
export function Chat({ title, change, marked }: ChatProps) {
  const { settings, welcomeMark, promptMarks = [], commandMarks = [] } = marked;
  const label = `${title}, ${change}`;
  if (isHidden(settings)) {
    return (
      <div class="side">
        <Phone label={label} heading={title}>
          <HiddenValue why={settings.why} />
        </Phone>
      </div>
    );
  }
  const { prompts, commands, enableWelcomeMessage } = settings;
  return (
    <div class="side">
      <Phone label={label} heading={title}>
        <ListTitle title="Prompts" list={prompts} most={LIMITS.prompts} />
        <Prompts prompts={prompts} marks={promptMarks} />
        <ListTitle title="Commands, after a slash" list={commands} most={LIMITS.commands} />
        <Commands commands={commands} marks={commandMarks} />
      </Phone>
      <Welcome isOn={enableWelcomeMessage} mark={welcomeMark} />
    </div>
  );
}

interface ChatProps {
  readonly title: string;
  /** The change's name, since screen readers list the chats of all changes together. */
  readonly change: string;
  readonly marked: MarkedSettings;
}

interface ListTitleProps {
  readonly title: string;
  readonly list: ChatSettings["prompts" | "commands"];
  readonly most: number;
}

function ListTitle({ title, list, most }: ListTitleProps) {
  if (isHidden(list) || list.length === 0) return null;
  return (
    <p class="list-title">
      <span>{title}</span>
      <span>
        {list.length} of {most}
      </span>
    </p>
  );
}

/** It stands outside of the chat, since the switch has no text that customers see. */
function Welcome({ isOn, mark }: { readonly isOn: Known<boolean>; readonly mark: Mark | undefined }) {
  if (isHidden(isOn)) {
    return (
      <p class="note welcome">
        Welcome message: <HiddenValue why={isOn.why} />
      </p>
    );
  }
  const state = isOn ? "on" : "off";
  return (
    <p class="note welcome">
      {mark === undefined ? `Welcome message ${state}` : WELCOME_NOTES[state]} <MarkLabel mark={mark} />
    </p>
  );
}
