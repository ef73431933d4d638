import type { ResponseMatrix } from '../../domain/responses.js';
import type { AnswerSheet } from '../../evaluation/answers.js';
import type { ReportCell, ReportTable } from '../../evaluation/report.js';
import type { OrderedPair } from '../../plugins/family-order.js';
import type { MoreShown } from './run-sweep.js';
import type { Study, StudyPart } from './study.js';
import { nameColumn } from './tables.js';

const COLUMNS: ReportTable['columns'] = [
  nameColumn('router', 'router'),
  nameColumn('variant', 'order'),
  nameColumn('smaller', 'smaller LLM'),
  nameColumn('larger', 'larger LLM'),
  { id: 'observedSmaller', label: 'observed, smaller', format: 'percent', better: null },
  { id: 'observedLarger', label: 'observed, larger', format: 'percent', better: null },
  { id: 'predictedSmaller', label: 'P̂, smaller', format: 'percent', better: null },
  { id: 'predictedLarger', label: 'P̂, larger', format: 'percent', better: null },
  { id: 'inverted', label: 'queries with P̂ inverted', format: 'percent', better: 'lower' },
];

/** Mean P̂ and observed performance of every pair under every router and variant, and how many pairs are inverted. */
export function pairTables(study: Study, pairsOf: (responses: ResponseMatrix) => readonly OrderedPair[]): MoreShown {
  const sets = [...new Set(study.parts.map((part) => part.testSet))];
  const verdict: string[] = [];
  const tables = sets.map((testSet): ReportTable => {
    const pairs = pairsOf(testSet.responses);
    const rows = study.parts
      .filter((part) => part.testSet === testSet)
      .flatMap((part) =>
        [...part.sheet.routers.values()].flatMap((answers) => partRows(part, answers, pairs, verdict)),
      );
    return {
      id: `pairs-${testSet.id}`,
      title: `Pairs of one family (${testSet.title})`,
      columns: COLUMNS,
      rows: rows.map((cells) => ({ cells, reference: false })),
    };
  });
  return { tables, verdict };
}

function partRows(
  { sheet, variant, testSet }: StudyPart,
  { router, predicted }: { readonly router: string; readonly predicted: Float32Array },
  pairs: readonly OrderedPair[],
  verdict: string[],
): ReportCell[][] {
  const { llms } = testSet.responses;
  const figures = pairs.map((pair) => figuresOf(sheet, predicted, pair));
  const inverted = figures.filter((f) => f.predictedSmaller > f.predictedLarger).length;
  const observed = figures.filter((f) => f.observedSmaller > f.observedLarger).length;
  verdict.push(
    pairs.length === 0
      ? `${router}, ${variant.name}: no two tested LLMs of one family have known sizes, so that the order changes nothing.`
      : `${router}, ${variant.name}: ${inverted} of ${pairs.length} pairs are predicted the wrong way round on average; ${observed} are observed so.`,
  );
  return pairs.map((pair, i) => {
    const f = figures[i] as PairFigures;
    const cells = [f.observedSmaller, f.observedLarger, f.predictedSmaller, f.predictedLarger, f.inverted];
    return [
      router,
      variant.name,
      llms[pair.smaller] as string,
      llms[pair.larger] as string,
      ...cells.map((value) => (Number.isFinite(value) ? value : null)),
    ];
  });
}

interface PairFigures {
  readonly observedSmaller: number;
  readonly observedLarger: number;
  readonly predictedSmaller: number;
  readonly predictedLarger: number;
  /** Share of queries on which the smaller one is predicted to be better. */
  readonly inverted: number;
}

/** Means over the test queries on which both were tested and predicted; NaN without one. */
function figuresOf({ test }: AnswerSheet, predicted: Float32Array, { smaller, larger }: OrderedPair): PairFigures {
  const { queries, llms } = test.responses;
  const sum = { observedSmaller: 0, observedLarger: 0, predictedSmaller: 0, predictedLarger: 0, inverted: 0 };
  let count = 0;
  for (let q = 0; q < queries.length; q++) {
    const [s, l] = [q * llms.length + smaller, q * llms.length + larger];
    const values = [test.performance[s], test.performance[l], predicted[s], predicted[l]] as number[];
    if (values.some(Number.isNaN)) continue;
    const [ys, yl, ps, pl] = values as [number, number, number, number];
    count++;
    sum.observedSmaller += ys;
    sum.observedLarger += yl;
    sum.predictedSmaller += ps;
    sum.predictedLarger += pl;
    if (ps > pl) sum.inverted++;
  }
  const mean = (of: keyof PairFigures) => sum[of] / count;
  return {
    observedSmaller: mean('observedSmaller'),
    observedLarger: mean('observedLarger'),
    predictedSmaller: mean('predictedSmaller'),
    predictedLarger: mean('predictedLarger'),
    inverted: mean('inverted'),
  };
}
