import { Text } from "../../chat/text.js";
import type { StackChanges } from "./changes.js";
import type { Problem } from "./problems.js";
import { describeProblems, INCOMPLETE } from "./words.js";

/** The errors and warnings of a preview. */
export function Problems(changes: StackChanges) {
  const { problems, isIncomplete } = changes;
  if (problems.length === 0) return null;
  return (
    <section
      class={problems.some(({ isError }) => isError) ? "problems has-errors" : "problems"}
      aria-labelledby="problems"
    >
      <h2 id="problems">{describeProblems(changes)}</h2>
      {isIncomplete ? <p class="incomplete">{INCOMPLETE}</p> : null}
      <ul>
        {problems.map((problem, index) => (
          <ProblemItem key={index} problem={problem} />
        ))}
      </ul>
    </section>
  );
}

function ProblemItem({ problem }: { readonly problem: Problem }) {
  const { isError, subject, text } = problem;
  return (
    <li>
      <strong class={isError ? "error" : "warning"}>{isError ? "Error" : "Warning"}</strong>
      {subject === undefined ? null : (
        <span class="subject">
          {" "}
          <Text text={subject} />
        </span>
      )}
      {text.split("\n").map((line, index) => (
        <span key={index} class="line">
          <Text text={line.trim()} />
        </span>
      ))}
    </li>
  );
}
