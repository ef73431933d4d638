import type { Matrix } from '../../src/domain/matrix.js';

/**
 * One epoch of MIRT with the linear form, written as plain loops over typed arrays: forward pass, hand-derived gradient,
 * Adam. It is the baseline that a tensor library has to beat, not a second trainer: no masks, no priors, no early stopping.
 */
export class PlainMirt {
  private readonly weights: Float32Array[];
  private readonly moments: { readonly first: Float32Array; readonly second: Float32Array }[];
  private step = 0;

  constructor(
    private readonly size: number,
    private readonly dims: number,
    private readonly llms: number,
    random: () => number,
    private readonly learningRate = 0.002,
  ) {
    // W_a [size × dims], W_b [size], θ [llms × dims]
    this.weights = [size * dims, size, llms * dims].map((n) => Float32Array.from({ length: n }, () => 0.02 * random()));
    this.moments = this.weights.map((w) => ({ first: new Float32Array(w.length), second: new Float32Array(w.length) }));
  }

  /** Mean loss over the epoch, in nats per response. `targets` is [queries, llms]. */
  epoch(vectors: Matrix, targets: Matrix, batchSize: number): number {
    let loss = 0;
    for (let from = 0; from < vectors.rows; from += batchSize) {
      loss += this.batch(vectors, targets, from, Math.min(vectors.rows, from + batchSize));
    }
    return loss / targets.data.length;
  }

  private batch(vectors: Matrix, targets: Matrix, from: number, to: number): number {
    const { size, dims, llms } = this;
    const [wa, wb, theta] = this.weights as [Float32Array, Float32Array, Float32Array];
    const gradients = this.weights.map((w) => new Float32Array(w.length)) as [Float32Array, Float32Array, Float32Array];
    const [ga, gb, gt] = gradients;
    const a = new Float32Array(dims);
    const da = new Float32Array(dims);
    const scale = 1 / ((to - from) * llms);
    let loss = 0;
    for (let q = from; q < to; q++) {
      const at = q * size;
      a.fill(0);
      da.fill(0);
      let b = 0;
      for (let i = 0; i < size; i++) {
        const e = vectors.data[at + i] as number;
        b += (wb[i] as number) * e;
        for (let k = 0; k < dims; k++) a[k] = (a[k] as number) + (wa[i * dims + k] as number) * e;
      }
      let db = 0;
      for (let j = 0; j < llms; j++) {
        let x = -b;
        for (let k = 0; k < dims; k++) x += (a[k] as number) * (theta[j * dims + k] as number);
        const y = targets.data[q * llms + j] as number;
        loss += Math.max(x, 0) - x * y + Math.log1p(Math.exp(-Math.abs(x)));
        const g = (1 / (1 + Math.exp(-x)) - y) * scale;
        db -= g;
        for (let k = 0; k < dims; k++) {
          da[k] = (da[k] as number) + g * (theta[j * dims + k] as number);
          gt[j * dims + k] = (gt[j * dims + k] as number) + g * (a[k] as number);
        }
      }
      for (let i = 0; i < size; i++) {
        const e = vectors.data[at + i] as number;
        gb[i] = (gb[i] as number) + db * e;
        for (let k = 0; k < dims; k++) ga[i * dims + k] = (ga[i * dims + k] as number) + (da[k] as number) * e;
      }
    }
    this.adam(gradients);
    return loss;
  }

  private adam(gradients: readonly Float32Array[]): void {
    this.step++;
    const c1 = 1 - 0.9 ** this.step;
    const c2 = 1 - 0.999 ** this.step;
    gradients.forEach((g, p) => {
      const w = this.weights[p] as Float32Array;
      const { first, second } = this.moments[p] as { first: Float32Array; second: Float32Array };
      for (let i = 0; i < w.length; i++) {
        const x = g[i] as number;
        const m = (first[i] = 0.9 * (first[i] as number) + 0.1 * x);
        const v = (second[i] = 0.999 * (second[i] as number) + 0.001 * x * x);
        w[i] = (w[i] as number) - (this.learningRate * (m / c1)) / (Math.sqrt(v / c2) + 1e-8);
      }
    });
  }
}
