// How long the next row of blocks is: the same rule as the server's `streams.next_length`.
const FIRST = 3;
const SHORTEST = 2;
const LONGEST = 9;
const TURNS = 6;

export interface Trial {
  length: number;
  right: boolean;
}

/** What comes after these trials; null when the staircase is over. */
export function nextLength(trials: readonly Trial[], most: number): number | null {
  let length = FIRST;
  let streak = 0;
  let way = 0;
  let turns = 0;
  for (const { right } of trials) {
    streak = right ? streak + 1 : 0;
    const step = !right ? -1 : streak === 2 ? 1 : 0;
    if (!step) continue;
    streak = 0;
    if (way && step !== way) turns += 1;
    way = step;
    length = Math.min(LONGEST, Math.max(SHORTEST, length + step));
  }
  return trials.length >= most || turns >= TURNS ? null : length;
}
