/**
 * Partial assignments, the most money left first. Of two, one with less money left is kept only where its P̂ so far is higher, that
 * is where λ·slack + loss is smaller.
 */
export interface States {
  /** USD left of the budget; may be negative while later queries can still save. */
  readonly slack: Float64Array;
  /** Σ of losses so far. */
  readonly loss: Float64Array;
  /** Index of the state before, in the level before. */
  readonly parent: Int32Array;
  /** Choice that led here, −1 for the base choice. */
  readonly taken: Int32Array;
}

export interface Extension {
  readonly choices: readonly number[];
  /** USD more than the base choice, one per choice. */
  readonly spend: readonly number[];
  readonly loss: readonly number[];
  readonly multiplier: number;
  /** Least loss per dollar at which later queries can use money that is left, or that it costs to leave it. */
  readonly up: number;
  /** Least loss per dollar at which later queries can save. */
  readonly down: number;
  /** A state that must end with this loss or more is dropped. */
  readonly worst: number;
  /** Comparisons that may be made; what is left of them is given back. */
  readonly work: number;
}

export interface Extended {
  readonly states: States;
  readonly work: number;
}

export const firstState = (slack: number): States => ({
  slack: Float64Array.of(slack),
  loss: Float64Array.of(0),
  parent: Int32Array.of(-1),
  taken: Int32Array.of(-1),
});

/**
 * All states after one more query: each state with each choice, as one sorted list without beaten and hopeless ones. Null when the
 * comparisons that it may make do not suffice.
 */
export function extendStates(states: States, e: Extension): Extended | null {
  const options = e.choices.length + 1;
  const size = states.slack.length;
  const out = new Growing(size);
  // One cursor per option: every option shifts a sorted list, so the lists are merged without sorting.
  const cursor = new Int32Array(options);
  const shift = Float64Array.from({ length: options }, (_, o) => (o === 0 ? 0 : (e.spend[o - 1] as number)));
  const extra = Float64Array.from({ length: options }, (_, o) => (o === 0 ? 0 : (e.loss[o - 1] as number)));
  let bestSoFar = Number.POSITIVE_INFINITY;
  let { work } = e;
  for (;;) {
    work -= options;
    if (work < 0) return null;
    let next = -1;
    let slack = Number.NEGATIVE_INFINITY;
    for (let o = 0; o < options; o++) {
      const at = cursor[o] as number;
      if (at >= size) continue;
      const here = (states.slack[at] as number) - (shift[o] as number);
      if (here > slack) [slack, next] = [here, o];
    }
    if (next < 0) return { states: out.done(), work };
    const at = cursor[next] as number;
    cursor[next] = at + 1;
    const loss = (states.loss[at] as number) + (extra[next] as number);
    const missing = e.multiplier * slack + loss;
    if (missing >= bestSoFar) continue;
    // No money can be moved at an infinite rate; 0 · ∞ must not become NaN.
    const still = slack === 0 ? 0 : slack > 0 ? slack * e.up : -slack * e.down;
    if (loss + still >= e.worst) continue;
    bestSoFar = missing;
    out.push(slack, loss, at, next === 0 ? -1 : (e.choices[next - 1] as number));
  }
}

class Growing {
  private slack: Float64Array;
  private loss: Float64Array;
  private parent: Int32Array;
  private taken: Int32Array;
  private length = 0;

  constructor(size: number) {
    const room = Math.max(16, 2 * size);
    this.slack = new Float64Array(room);
    this.loss = new Float64Array(room);
    this.parent = new Int32Array(room);
    this.taken = new Int32Array(room);
  }

  push(slack: number, loss: number, parent: number, taken: number): void {
    if (this.length === this.slack.length) this.grow();
    this.slack[this.length] = slack;
    this.loss[this.length] = loss;
    this.parent[this.length] = parent;
    this.taken[this.length++] = taken;
  }

  done(): States {
    const end = this.length;
    return {
      slack: this.slack.slice(0, end),
      loss: this.loss.slice(0, end),
      parent: this.parent.slice(0, end),
      taken: this.taken.slice(0, end),
    };
  }

  private grow(): void {
    const double = <T extends Float64Array | Int32Array>(old: T, wide: T): T => {
      wide.set(old);
      return wide;
    };
    const room = 2 * this.slack.length;
    this.slack = double(this.slack, new Float64Array(room));
    this.loss = double(this.loss, new Float64Array(room));
    this.parent = double(this.parent, new Int32Array(room));
    this.taken = double(this.taken, new Int32Array(room));
  }
}
