import { SURFACE_FEATURES } from './surface-features.js';

export interface SurfaceScaling {
  readonly mean: Float32Array;
  /** 1 / standard deviation; 0 for a feature that never varies. */
  readonly scale: Float32Array;
}

/** Mean and spread of each surface feature over the rows of `values` [texts, features]. */
export function surfaceScaling(values: Float32Array): SurfaceScaling {
  const width = SURFACE_FEATURES.length;
  const rows = values.length / width;
  const mean = new Float32Array(width);
  const scale = new Float32Array(width);
  for (let s = 0; s < width; s++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += values[r * width + s] as number;
    let squares = 0;
    for (let r = 0; r < rows; r++) squares += ((values[r * width + s] as number) - sum / rows) ** 2;
    const deviation = Math.sqrt(squares / rows);
    mean[s] = sum / rows;
    scale[s] = deviation > 1e-6 ? 1 / deviation : 0;
  }
  return { mean, scale };
}
