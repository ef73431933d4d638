import { kolmogorovSmirnov, median } from '../../domain/drift/kolmogorov-smirnov.js';
import type { Finding } from './finding.js';
import { figure, tooFew } from './finding.js';
import type { Row } from './read-window.js';
import type { DriftThresholds } from './types.js';

/** Similarities that recent ones are compared with, of the same version; with their name. */
export interface DistanceSource {
  readonly name: string;
  /** Ascending. */
  readonly similarities: ArrayLike<number>;
}

/** Nearest similarities, ascending, of those for which they were looked for. */
export const similaritiesOf = (rows: readonly Row[]): Float64Array =>
  Float64Array.from(rows.flatMap(({ similarity }) => similarity ?? [])).sort();

/** Whether recent queries stand at another distance from the training queries; `rows` of one version. */
export function checkDistance(rows: readonly Row[], source: DistanceSource, thresholds: DriftThresholds): Finding {
  const recent = similaritiesOf(rows);
  const reference = source.similarities;
  const base = { kind: 'DISTANCE', llm: null, threshold: thresholds.distance } as const;
  const sizes = { recent: recent.length, reference: reference.length };
  if (Math.min(recent.length, reference.length) < thresholds.decisions) {
    const why =
      rows.length > 0 && recent.length === 0
        ? ' They were decided with λ = 0 and without abstention, so nobody looked for one.'
        : '';
    return tooFew(
      { ...base, ...sizes },
      `Distance: ${sizes.recent} recent and ${sizes.reference} ${source.name} with a nearest similarity; ${thresholds.decisions} of each are needed.${why}`,
    );
  }
  const { statistic, at, pValue } = kolmogorovSmirnov(reference, recent);
  const [before, now] = [median(reference), median(recent)];
  const below = (sample: ArrayLike<number>) => Array.from(sample).filter((x) => x <= at).length / sample.length;
  const [lowBefore, lowNow] = [below(reference), below(recent)];
  // Towards where D says most decisions went, which the median may miss.
  const further = lowNow >= lowBefore;
  return {
    ...base,
    ...sizes,
    interval: null,
    test: { statistic, pValue, effect: statistic },
    text:
      `Recent queries are ${further ? 'further from' : 'nearer to'} the training queries than ${source.name}: the median similarity to the nearest is ` +
      `${figure(now)} instead of ${figure(before)}, and ${(100 * lowNow).toFixed(1)} % instead of ${(100 * lowBefore).toFixed(1)} % are at or below ${figure(at)}.`,
    figures: [
      { name: 'median similarity', reference: before, recent: now },
      { name: `share at or below ${figure(at)}`, reference: lowBefore, recent: lowNow },
    ],
    examples: (most) =>
      rows
        .filter((row): row is Row & { similarity: number } => row.similarity !== null)
        .sort((a, b) => (further ? a.similarity - b.similarity : b.similarity - a.similarity))
        .slice(0, most)
        .map(({ id, similarity }) => ({ id, value: similarity })),
  };
}
