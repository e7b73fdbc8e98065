/**
 * The seconds of a first `up`, by those in the largest smaller stack; undefined without one. The writes of the state grow
 * with the square of the size: there are as many as numbers, and each is of all numbers so far.
 */
export function estimateUp(smaller, subject, { numbers, figures }) {
  const known = smaller.findLast((stack) => stack.numbers < numbers && stack.figures[subject].up);
  if (!known) return undefined;
  const { up, upWithOneWrite } = known.figures[subject];
  const writing = Math.max(0, up.seconds - upWithOneWrite.seconds);
  return figures[subject].upWithOneWrite.seconds + writing * (numbers / known.numbers) ** 2;
}
