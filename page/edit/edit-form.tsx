import { useState } from "preact/hooks";
import { setNumber } from "../emulator/control.js";
import type { NumberSettings, Settings } from "../emulator/data.js";
import { isEdited, isOutdated, type Draft } from "./draft.js";
import { LIMITS } from "./limits.js";
import { ListEditor } from "./list-editor.js";
import { LimitedText } from "./limited-text.js";

/** A number's settings to edit by hand, like a change in the console. */
export function EditForm({ number, draft, isConnected, onDraft, onSaved }: EditFormProps) {
  const [outcome, setOutcome] = useState("");
  const [problem, setProblem] = useState<string>();
  const { base, edited } = draft;
  const edit = (changes: Partial<Settings>) => {
    setOutcome("");
    onDraft({ base, edited: { ...edited, ...changes } });
  };
  const outdated = isOutdated(draft, number);
  const save = async () => {
    const { enableWelcomeMessage, prompts, commands } = edited;
    const { custSpaceId, phoneNumber } = number;
    const saved = { custSpaceId, phoneNumber, enableWelcomeMessage, prompts, commands };
    const found = await setNumber(saved);
    setProblem(found);
    if (found !== undefined) return;
    setOutcome("Saved");
    onDraft(undefined);
    onSaved(saved);
  };
  return (
    <form
      class="edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="check">
        <input
          type="checkbox"
          checked={edited.enableWelcomeMessage}
          onChange={({ currentTarget }) => {
            edit({ enableWelcomeMessage: currentTarget.checked });
          }}
        />
        Welcome message
      </label>
      <ListEditor
        legend="Prompts"
        one="prompt"
        most={LIMITS.prompts}
        elements={edited.prompts}
        blank=""
        onChange={(prompts) => {
          edit({ prompts });
        }}
      >
        {(prompt, change, label) => <LimitedText label={label} text={prompt} most={LIMITS.prompt} onChange={change} />}
      </ListEditor>
      <ListEditor
        legend="Commands"
        one="command"
        most={LIMITS.commands}
        elements={edited.commands}
        blank={{ commandName: "", commandDescription: "" }}
        onChange={(commands) => {
          edit({ commands });
        }}
      >
        {(command, change, label) => (
          <>
            <LimitedText
              label={`${label}: name`}
              text={command.commandName}
              most={LIMITS.commandName}
              onChange={(commandName) => {
                change({ ...command, commandName });
              }}
            />
            <LimitedText
              label={`${label}: description`}
              text={command.commandDescription}
              most={LIMITS.commandDescription}
              onChange={(commandDescription) => {
                change({ ...command, commandDescription });
              }}
            />
          </>
        )}
      </ListEditor>
      <div class="edit-end">
        {outdated && (
          <div class="outdated" role="alert">
            <p>The number was written while you edited it. Nothing of yours is saved yet.</p>
            <button
              type="button"
              onClick={() => {
                onDraft({ base: number, edited });
              }}
            >
              Keep my texts
            </button>
            <button
              type="button"
              onClick={() => {
                onDraft(undefined);
              }}
            >
              Take what was written
            </button>
          </div>
        )}
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="edit-buttons">
          <button type="submit" class="primary" disabled={outdated || !isConnected}>
            Save
          </button>
          <button
            type="button"
            disabled={!isEdited(draft)}
            onClick={() => {
              onDraft(undefined);
            }}
          >
            Undo
          </button>
          <span role="status">{outcome}</span>
        </div>
      </div>
    </form>
  );
}

interface EditFormProps {
  readonly number: NumberSettings;
  readonly draft: Draft;
  readonly isConnected: boolean;
  /** Undefined ends the editing. */
  readonly onDraft: (draft: Draft | undefined) => void;
  readonly onSaved: (number: NumberSettings) => void;
}
