import { useEffect, useState } from "preact/hooks";
import type { NumberSettings } from "../emulator/data.js";
import { programText, type Language } from "./program-text.js";

/** The chosen number as a program, to copy. */
export function Program({ number }: { readonly number: NumberSettings }) {
  const [language, setLanguage] = useState<Language>("TypeScript");
  const [outcome, setOutcome] = useState("");
  const text = programText(language, number);
  useEffect(() => {
    setOutcome("");
  }, [text]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("Copied");
    } catch {
      setOutcome("The browser did not allow it. Select the text and copy it.");
    }
  };
  return (
    <div class="program">
      <div class="program-controls">
        <div class="choices" role="group" aria-label="Language">
          {LANGUAGES.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === language}
              onClick={() => {
                setLanguage(name);
              }}
            >
              {name}
            </button>
          ))}
        </div>
        <button type="button" onClick={() => void copy()}>
          Copy {language}
        </button>
        <span role="status">{outcome}</span>
      </div>
      <pre tabIndex={0} role="region" aria-label={`The number in ${language}`}>
        <code>{text}</code>
      </pre>
    </div>
  );
}

const LANGUAGES = ["TypeScript", "YAML"] as const;
