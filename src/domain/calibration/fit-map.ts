import type { LlmId } from '../ids.js';
import { sigmoid } from '../logistic.js';
import type { CalibrationMap } from './calibration.js';
import { boundedLogit } from './calibration.js';
import type { CalibrationPairs } from './pairs.js';
import { countOf } from './pairs.js';

/**
 * Standard deviations of the slope around 1 and of the intercept around 0 before anything was held out. Fitted without them on the
 * three sources of the results page, slopes of trained routers were .8 to 1.1 and intercepts 0 to .15.
 */
const SLOPE_SD = 0.15;
const INTERCEPT_SD = 0.15;
/** Where the search for the spread of the offsets starts, and what it does not fall below. */
const FIRST_OFFSET_SD = 0.1;
const LEAST_OFFSET_VARIANCE = 1e-6;
const ROUNDS = 200;
const TOLERANCE = 1e-9;

/**
 * The most probable map given held-out pairs: logistic regression on the raw log-odds with y in [0, 1] as target, normal priors around
 * the identity, and offsets ~ N(0, τ²) with τ² from the data, so that an LLM with few responses keeps to what all share.
 *
 * Responses to one query err together: a query that is harder than it looks is so for every LLM. The likelihood is therefore tempered
 * by the design effect (Kish 1965), the factor by which that makes the variance of a sum of residuals larger; without it a map that is
 * fitted on some hundred queries follows their noise. Without pairs it is the identity.
 */
export function fitCalibrationMap(pairs: CalibrationPairs, llms: readonly LlmId[]): CalibrationMap {
  const x = Float64Array.from(pairs.predicted, boundedLogit);
  const weight = 1 / designEffect(pairs);
  const state: State = { slope: 1, intercept: 0, offsets: new Float64Array(llms.length) };
  let variance = FIRST_OFFSET_SD ** 2;
  for (let round = 0; round < ROUNDS && x.length > 0; round++) {
    const { moved, curvature } = newtonStep(state, derivatives(state, x, pairs, weight), variance);
    const next = spreadOf(state, curvature, variance);
    const change = Math.max(moved, Math.abs(next - variance));
    variance = next;
    if (change < TOLERANCE) break;
  }
  const { slope, intercept, offsets } = state;
  return { slope, intercept, offsets: Object.fromEntries(llms.map((llm, j) => [llm, offsets[j] as number])) };
}

interface State {
  slope: number;
  intercept: number;
  /** [llms] */
  readonly offsets: Float64Array;
}

/**
 * Variance of the sum of the residuals y − P̂ with queries as clusters, over the one with independent pairs; 1 or more. About 1 + (m − 1)·ρ
 * for m responses to a query whose errors correlate by ρ.
 */
export function designEffect({ query, predicted, observed }: CalibrationPairs): number {
  const sums = new Float64Array(countOf(query));
  let squares = 0;
  for (let i = 0; i < query.length; i++) {
    const r = (observed[i] as number) - (predicted[i] as number);
    sums[query[i] as number] = (sums[query[i] as number] as number) + r;
    squares += r * r;
  }
  const clustered = sums.reduce((total, s) => total + s * s, 0);
  return squares > 0 ? Math.max(1, clustered / squares) : 1;
}

/** Of the tempered log-likelihood: gradient, and curvature (minus the Hessian), which is an arrow: offsets meet only the shared two. */
interface Derivatives {
  readonly slope: number;
  readonly intercept: number;
  readonly slopeSlope: number;
  readonly slopeIntercept: number;
  readonly interceptIntercept: number;
  /** [llms] each. */
  readonly offset: Float64Array;
  readonly offsetOffset: Float64Array;
  readonly slopeOffset: Float64Array;
}

function derivatives(state: State, x: Float64Array, pairs: CalibrationPairs, weight: number): Derivatives {
  const llms = state.offsets.length;
  const offset = new Float64Array(llms);
  const offsetOffset = new Float64Array(llms);
  const slopeOffset = new Float64Array(llms);
  let [slope, slopeSlope] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const j = pairs.llm[i] as number;
    const xi = x[i] as number;
    const p = sigmoid(state.slope * xi + state.intercept + (state.offsets[j] as number));
    const r = weight * ((pairs.observed[i] as number) - p);
    const w = weight * p * (1 - p);
    slope += r * xi;
    slopeSlope += w * xi * xi;
    offset[j] = (offset[j] as number) + r;
    offsetOffset[j] = (offsetOffset[j] as number) + w;
    slopeOffset[j] = (slopeOffset[j] as number) + w * xi;
  }
  const sum = (values: Float64Array) => values.reduce((total, v) => total + v, 0);
  return {
    slope,
    intercept: sum(offset),
    slopeSlope,
    slopeIntercept: sum(slopeOffset),
    interceptIntercept: sum(offsetOffset),
    offset,
    offsetOffset,
    slopeOffset,
  };
}

/** One step on the posterior, all parameters at once: offsets are eliminated one by one from the two equations that are shared. */
function newtonStep(state: State, d: Derivatives, variance: number) {
  const priorSlope = 1 / SLOPE_SD ** 2;
  const priorIntercept = 1 / INTERCEPT_SD ** 2;
  const { offsets } = state;
  let gSlope = d.slope - (state.slope - 1) * priorSlope;
  let gIntercept = d.intercept - state.intercept * priorIntercept;
  let hSlope = d.slopeSlope + priorSlope;
  let hBoth = d.slopeIntercept;
  let hIntercept = d.interceptIntercept + priorIntercept;
  const gradient = offsets.map((u, j) => (d.offset[j] as number) - u / variance);
  const curvature = d.offsetOffset.map((h) => h + 1 / variance);
  for (let j = 0; j < offsets.length; j++) {
    const [bSlope, bIntercept] = [d.slopeOffset[j] as number, d.offsetOffset[j] as number];
    const h = curvature[j] as number;
    gSlope -= (bSlope * (gradient[j] as number)) / h;
    gIntercept -= (bIntercept * (gradient[j] as number)) / h;
    hSlope -= (bSlope * bSlope) / h;
    hBoth -= (bSlope * bIntercept) / h;
    hIntercept -= (bIntercept * bIntercept) / h;
  }
  const determinant = hSlope * hIntercept - hBoth * hBoth;
  const wanted = (hIntercept * gSlope - hBoth * gIntercept) / determinant;
  // A map must increase; a step that would turn it around goes half of the way to 0 instead.
  const dSlope = Math.max(wanted, -state.slope / 2);
  const dIntercept = (gIntercept - hBoth * dSlope) / hIntercept;
  state.slope += dSlope;
  state.intercept += dIntercept;
  for (let j = 0; j < offsets.length; j++) {
    const shared = (d.slopeOffset[j] as number) * dSlope + (d.offsetOffset[j] as number) * dIntercept;
    offsets[j] = (offsets[j] as number) + ((gradient[j] as number) - shared) / (curvature[j] as number);
  }
  return { moved: Math.max(Math.abs(dSlope), Math.abs(dIntercept)), curvature };
}

/**
 * The next τ²: Σ offset² over the number of offsets that the data determine (MacKay 1992). Its fixed points are those of EM for a normal random
 * effect, which takes hundreds of rounds where τ² goes to 0. LLMs without pairs do not count.
 */
function spreadOf({ offsets }: State, curvature: Float64Array, variance: number): number {
  let [sum, determined] = [0, 0];
  for (let j = 0; j < offsets.length; j++) {
    sum += (offsets[j] as number) ** 2;
    determined += 1 - 1 / ((curvature[j] as number) * variance);
  }
  return determined > 1e-12 ? Math.max(LEAST_OFFSET_VARIANCE, sum / determined) : variance;
}
