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

/** out [dims] += weight · row r. */
export function addRow(q: QuantisedRows, r: number, weight: number, out: Float32Array): void {
  const { dims, values } = q;
  const w = weight * (q.scales[r] as number);
  for (let j = 0, at = r * dims; j < dims; j++, at++) out[j] = (out[j] as number) + w * (values[at] as number);
}
