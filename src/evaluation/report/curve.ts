/** A drawing of figures over a number: cost against performance, a sweep over λ or dimensions, a reliability curve. */
export interface Curve {
  readonly id: string;
  readonly title: string;
  readonly x: CurveAxis;
  readonly y: CurveAxis;
  readonly series: readonly CurveSeries[];
  /** A straight line from (0, 0) to (1, 1) to read against: a reliability curve. */
  readonly diagonal: boolean;
}

export interface CurveAxis {
  readonly label: string;
  /** `share`: in [0, 1]; `usd`; `reward`; `number`. */
  readonly unit: 'share' | 'usd' | 'reward' | 'number';
}

export interface CurveSeries {
  /** Router or reference. */
  readonly name: string;
  readonly reference: boolean;
  /** By ascending x. */
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** Interval of y; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** For example `α = 0.8`, or how many pairs a bin holds; empty where there is nothing to say. */
  readonly label: string;
}
