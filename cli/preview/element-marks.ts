import type { Mark, Marks } from "../../chat/settings.js";

/** How the elements of two lists relate. */
export interface ListMarks {
  before: Marks;
  after: Marks;
}

/** How two elements of a list are compared. */
export interface ElementComparison<T> {
  /** Whether two elements are the same one; both have one mark if they are not equal. */
  isSame: (before: T, after: T) => boolean;
  isEqual: (before: T, after: T) => boolean;
  /** Whether one element can have taken the place of another. */
  canReplace: boolean;
  /** Whether an element is not known, so that nobody can say whether it differs. */
  isUnknown: (element: T) => boolean;
}

/** Marks what is new, gone, changed or moved between two lists, whose order matters. */
export function markElements<T>(
  before: readonly T[],
  after: readonly T[],
  comparison: ElementComparison<T>,
): ListMarks {
  const { isSame, isEqual, canReplace, isUnknown } = comparison;
  const marks = { before: before.map((): Mark | undefined => "gone"), after: after.map((): Mark | undefined => "new") };
  const isLeft = ([from, to]: Pair) => marks.before[from] === "gone" && marks.after[to] === "new";
  const at = ([from, to]: Pair) => [before[from] as T, after[to] as T] as const;
  const mark = ([from, to]: Pair, value: Mark | undefined) => {
    marks.before[from] = value;
    marks.after[to] = value;
  };

  const inOrder = longestCommonSequence(before, after, isSame);
  for (const pair of inOrder) mark(pair, isEqual(...at(pair)) ? undefined : "changed");
  for (const from of before.keys()) {
    const to = after.findIndex((_, index) => isLeft([from, index]) && isSame(...at([from, index])));
    if (to !== -1) mark([from, to], isEqual(...at([from, to])) ? "moved" : "changed");
  }
  for (const pair of inTheSameGap(inOrder, marks)) {
    if (isUnknown(after[pair[1]] as T)) mark(pair, undefined);
    else if (canReplace) mark(pair, "changed");
  }
  return marks;
}

/** The indexes of an element before and of one after. */
export type Pair = readonly [before: number, after: number];

/** The pairs of the elements that stay, in the order of both lists. */
export function longestCommonSequence<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (before: T, after: T) => boolean,
): Pair[] {
  const lengths = [...before, undefined].map(() => new Array<number>(after.length + 1).fill(0));
  const lengthFrom = (from: number, to: number) => lengths[from]?.[to] ?? 0;
  for (let from = before.length - 1; from >= 0; from--) {
    const row = lengths[from] ?? [];
    for (let to = after.length - 1; to >= 0; to--) {
      row[to] = isSame(before[from] as T, after[to] as T)
        ? lengthFrom(from + 1, to + 1) + 1
        : Math.max(lengthFrom(from + 1, to), lengthFrom(from, to + 1));
    }
  }
  const pairs: Pair[] = [];
  let [from, to] = [0, 0];
  while (from < before.length && to < after.length) {
    if (isSame(before[from] as T, after[to] as T)) pairs.push([from++, to++]);
    else if (lengthFrom(from + 1, to) >= lengthFrom(from, to + 1)) from++;
    else to++;
  }
  return pairs;
}

/** Pairs what is left between two elements that stay, the first with the first. */
function inTheSameGap(inOrder: readonly Pair[], { before, after }: ListMarks): Pair[] {
  const ends: Pair[] = [[-1, -1], ...inOrder, [before.length, after.length]];
  return ends.slice(1).flatMap(([fromEnd, toEnd], index) => {
    const [fromStart, toStart] = ends[index] ?? [-1, -1];
    const left = range(fromStart + 1, fromEnd).filter((from) => before[from] === "gone");
    const come = range(toStart + 1, toEnd).filter((to) => after[to] === "new");
    return come.slice(0, left.length).map((to, nth): Pair => [left[nth] ?? 0, to]);
  });
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
