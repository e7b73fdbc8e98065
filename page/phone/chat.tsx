import { useState } from "preact/hooks";
import { LAYOUT_NOTE, WELCOME_NOTES } from "../../chat/notes.js";
import { Phone } from "../../chat/phone.js";
import { Prompts } from "../../chat/prompts.js";
import { Text } from "../../chat/text.js";
import type { NumberSettings } from "../emulator/data.js";
import { Composer } from "./composer.js";
import { Keyboard } from "./keyboard.js";

/** A number's chat as a customer uses it. The emulator answers no message, so only what is sent appears. */
export function Chat({ number }: { readonly number: NumberSettings }) {
  const [isFirst, setFirst] = useState(true);
  const [sent, setSent] = useState<readonly string[]>([]);
  const [isKeyboardOpen, setKeyboardOpen] = useState(false);
  const [starts, setStarts] = useState(0);
  const { prompts, commands, enableWelcomeMessage } = number;
  const hasPrompts = isFirst && sent.length === 0;
  const send = (text: string) => {
    setSent([...sent, text]);
  };
  const startOver = (first: boolean) => {
    setFirst(first);
    setSent([]);
    setKeyboardOpen(false);
    setStarts(starts + 1);
  };
  return (
    <div class="chat">
      <div class="chat-controls">
        <div class="choices" role="group" aria-label="Which chat">
          <button
            type="button"
            aria-pressed={isFirst}
            onClick={() => {
              startOver(true);
            }}
          >
            First chat
          </button>
          <button
            type="button"
            aria-pressed={!isFirst}
            onClick={() => {
              startOver(false);
            }}
          >
            Later chat
          </button>
        </div>
        <button
          type="button"
          onClick={() => {
            startOver(isFirst);
          }}
        >
          Start over
        </button>
      </div>
      <Phone
        label="The chat that a customer sees"
        heading={<Text text={number.phoneNumber} />}
        footer={
          <>
            <Composer
              key={starts}
              commands={commands}
              onType={() => {
                setKeyboardOpen(true);
              }}
              onDismiss={() => {
                setKeyboardOpen(false);
              }}
              onSend={send}
            />
            {isKeyboardOpen && (
              <Keyboard
                onClose={() => {
                  setKeyboardOpen(false);
                }}
              />
            )}
          </>
        }
      >
        {!isFirst && <p class="earlier">Earlier messages</p>}
        <ol class="messages" aria-label="Messages">
          {sent.map((text, index) => (
            <li key={index} class="message">
              <Text text={text} />
            </li>
          ))}
        </ol>
        {hasPrompts && !isKeyboardOpen && (
          <div class="chat-prompts">
            <Prompts prompts={prompts} onTap={send} />
          </div>
        )}
      </Phone>
      <div class="chat-notes">
        <p>{isFirst ? WELCOME_NOTES[enableWelcomeMessage ? "on" : "off"] : LATER_NOTE}</p>
        {hasPrompts && isKeyboardOpen && prompts.length > 0 && <p>{KEYBOARD_NOTE}</p>}
        {sent.length > 0 && <p>{SENT_NOTE}</p>}
        <p class="quiet">{LAYOUT_NOTE}</p>
      </div>
    </div>
  );
}

const KEYBOARD_NOTE = "The keyboard covers the prompts. They come back when it is closed.";
const LATER_NOTE = "Prompts appear in a first chat only. Commands are there at any time, behind a slash.";
const SENT_NOTE = "Your own system gets the message as ordinary text, and may answer. The emulator answers nothing.";
