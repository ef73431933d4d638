/** Rows of 8-bit integers with one scale each: element (r, j) is about `values[r * dims + j] * scales[r]`. */
export interface QuantisedRows {
  readonly dims: number;
  readonly values: Int8Array;
  /** [rows] */
  readonly scales: Float32Array;
}

const LARGEST = 127;

/** Rounds each row of `data` [rows, dims] to 255 even steps of its largest absolute element. */
export function quantiseRows(data: Float32Array, rows: number, dims: number): QuantisedRows {
  const values = new Int8Array(data.length);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    let largest = 0;
    for (let j = r * dims; j < (r + 1) * dims; j++) largest = Math.max(largest, Math.abs(data[j] as number));
    if (largest === 0) continue;
    scales[r] = largest / LARGEST;
    for (let j = r * dims; j < (r + 1) * dims; j++) values[j] = Math.round(((data[j] as number) / largest) * LARGEST);
  }
  return { dims, values, scales };
}

/**
 * out [dims] += Σ weights[i] · row rows[i], over the first `count`. Four rows go at a time into double-precision sums: a third
 * of the time of one after the other, since each sum is then loaded and stored a fourth as often.
 */
export function addRows(
  q: QuantisedRows,
  rows: Int32Array,
  weights: Float32Array,
  count: number,
  out: Float64Array,
): void {
  const { dims, values, scales } = q;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    const r0 = rows[i] as number;
    const r1 = rows[i + 1] as number;
    const r2 = rows[i + 2] as number;
    const r3 = rows[i + 3] as number;
    const w0 = (weights[i] as number) * (scales[r0] as number);
    const w1 = (weights[i + 1] as number) * (scales[r1] as number);
    const w2 = (weights[i + 2] as number) * (scales[r2] as number);
    const w3 = (weights[i + 3] as number) * (scales[r3] as number);
    const a0 = r0 * dims;
    const a1 = r1 * dims;
    const a2 = r2 * dims;
    const a3 = r3 * dims;
    for (let j = 0; j < dims; j++) {
      const first = w0 * (values[a0 + j] as number) + w1 * (values[a1 + j] as number);
      const second = w2 * (values[a2 + j] as number) + w3 * (values[a3 + j] as number);
      out[j] = (out[j] as number) + (first + second);
    }
  }
  for (; i < count; i++) {
    const r = rows[i] as number;
    const w = (weights[i] as number) * (scales[r] as number);
    for (let j = 0; j < dims; j++) out[j] = (out[j] as number) + w * (values[r * dims + j] as number);
  }
}
