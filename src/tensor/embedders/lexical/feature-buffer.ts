/** Growable list of 32-bit n-gram hashes; kept between texts so that a text allocates nothing. */
export class HashList {
  values = new Int32Array(1024);
  length = 0;

  push(hash: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = hash;
  }
}

/** Counters that the surface features are computed from; one slot each in `FeatureBuffer.counts`. */
export const COUNT = {
  characters: 0,
  letters: 1,
  digits: 2,
  ideographs: 3,
  marks: 4,
  nonAscii: 5,
  tokens: 6,
  letterRuns: 7,
  digitRuns: 8,
  longestDigitRun: 9,
  lines: 10,
  boilerplateLines: 11,
  options: 12,
  lastUnit: 13,
  questions: 14,
  latex: 15,
  brackets: 16,
  parentheses: 17,
  operators: 18,
  code: 19,
  quotes: 20,
  commas: 21,
  colons: 22,
  sentences: 23,
} as const;

/** What one text is read into: its n-grams, repeated as often as they occur, and its counters. */
export class FeatureBuffer {
  readonly words = new HashList();
  readonly characterGrams = new HashList();
  readonly counts = new Float64Array(Object.keys(COUNT).length);

  clear(): void {
    this.words.length = 0;
    this.characterGrams.length = 0;
    this.counts.fill(0);
  }
}
