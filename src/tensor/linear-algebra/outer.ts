/** out += factor·x·xᵀ, [dims, dims]; x may have few numbers that are not 0. */
export function addOuter(out: Float64Array, x: Float32Array | Float64Array, factor: number): void {
  const dims = x.length;
  for (let i = 0; i < dims; i++) {
    if (x[i] === 0) continue;
    const scaled = factor * (x[i] as number);
    for (let k = 0; k < dims; k++) out[i * dims + k] = (out[i * dims + k] as number) + scaled * (x[k] as number);
  }
}
