// Posts a preview as a comment on the pull request, or updates the comment of an earlier run: node comment.mjs preview.md
import { readFileSync } from "node:fs";

const [, , file] = process.argv;
const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_REQUEST } = process.env;
const issues = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;
const body = readFileSync(file, "utf8");
// The first line names the stack, so each stack of a pull request has its own comment.
const [marker] = body.split("\n");

const earlier = await findComment();
const { status } = earlier
  ? await call("PATCH", `${issues}/comments/${earlier.id}`, { body })
  : await call("POST", `${issues}/${PULL_REQUEST}/comments`, { body });
if (status === 403) {
  console.log("::notice::This run may not comment, like any for a fork. The preview is in its job summary.");
} else if (status >= 400) {
  throw new Error(`GitHub answered the comment with ${status}.`);
}

async function findComment(page = 1) {
  const answer = await call("GET", `${issues}/${PULL_REQUEST}/comments?per_page=100&page=${page}`);
  if (!answer.ok) throw new Error(`GitHub answered the search for a comment with ${answer.status}.`);
  const comments = await answer.json();
  const found = comments.find(({ user, body }) => user.login === "github-actions[bot]" && body.startsWith(marker));
  return found ?? (comments.length === 100 ? findComment(page + 1) : undefined);
}

function call(method, url, content) {
  const headers = { accept: "application/vnd.github+json", authorization: `Bearer ${GITHUB_TOKEN}` };
  return fetch(url, { method, headers, body: content && JSON.stringify(content) });
}
