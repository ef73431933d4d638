import { readFileSync } from 'node:fs';
import type { Json } from '../../domain/artifact.js';
import { seededRng } from '../../domain/random.js';
import { LEVEL } from '../../evaluation/bootstrap/interval.js';
import type { Measured } from '../../evaluation/measure.js';
import { measure } from '../../evaluation/measure.js';
import { countSolvable, solvers } from '../../evaluation/metrics/few-solvers.js';
import type { Curve, DataDescription, EvaluationReport, ReportTable } from '../../evaluation/report.js';
import { FORMAT } from '../../evaluation/report.js';
import { verdictSentences } from '../../evaluation/words.js';
import { CONTRACT_VERSION } from '../../plugins/contract.js';
import { specName } from '../embedder-source.js';
import type { Watch } from '../worker-messages.js';
import { notesOf } from './notes.js';
import type { ProtocolInput } from './protocol.js';
import { BEST_SINGLE } from './routers.js';
import type { Study, StudyPart } from './study.js';

/** What a protocol adds to the figures of its study. */
export interface Shown {
  readonly tables: readonly ReportTable[];
  readonly curves: readonly Curve[];
  /** Sentences before those of the comparisons. */
  readonly verdict?: readonly string[];
  readonly notes?: readonly string[];
}

/** Measures every part of a study, with the same seed, so that variants are resampled alike. Throws CANCELLED. */
export async function figuresOf(study: Study, input: ProtocolInput, watch: Watch): Promise<Measured> {
  const all: Measured[] = [];
  for (const [i, { sheet, testSet, variant }] of study.parts.entries()) {
    watch.onProgress({ stage: 'resample', done: i, total: study.parts.length, unit: 'test sets' });
    const { resamples, stratified, baseline } = input;
    const options = {
      testSet: testSet.id,
      variant: variant.name,
      resamples,
      stratified,
      baseline,
      bestSingle: BEST_SINGLE,
    };
    all.push(await measure(sheet, options, bootstrapRng(input), watch.signal));
  }
  return {
    results: all.flatMap((m) => m.results),
    routers: all.flatMap((m) => m.routers),
    comparisons: all.flatMap((m) => m.comparisons),
  };
}

export const bootstrapRng = ({ seed }: ProtocolInput) => seededRng(seed).fork('bootstrap');

/** The document. */
export function reportOf(
  { id, title, reproduces }: EvaluationReport['protocol'],
  parameters: { readonly [name: string]: Json },
  input: ProtocolInput,
  study: Study,
  figures: Measured,
  { tables, curves, verdict = [], notes = [] }: Shown,
): EvaluationReport {
  return {
    format: FORMAT,
    protocol: { id, title, reproduces },
    parameters: {
      ...parameters,
      alphas: input.alphas,
      folds: input.folds,
      warmUpWeight: input.warmUpWeight,
      warmUpNeighbours: input.warmUpNeighbours,
      baseline: input.baseline,
      embedder: input.embedder && specName(input.embedder),
      hyperparameters: input.hyperparameters,
    },
    data: uniqueByTestSet(study.parts).map((part) => describe(part, study, input)),
    seeds: { training: input.seed, folds: input.folds === null ? null : input.foldSeed, bootstrap: input.seed },
    versions: {
      theta: productVersion(),
      contract: CONTRACT_VERSION,
      embedders: study.embedders,
      routerSet: study.routerSet,
    },
    bootstrap: { resamples: input.resamples, level: LEVEL, stratified: input.stratified },
    verdict: [...verdict, ...verdictSentences(figures.comparisons, BEST_SINGLE, input.baseline)],
    tables,
    curves,
    ...figures,
    notes: [...notes, ...notesOf(study, figures)],
  };
}

const uniqueByTestSet = (parts: readonly StudyPart[]): StudyPart[] =>
  parts.filter((part, i) => parts.findIndex((p) => p.testSet.id === part.testSet.id) === i);

function describe({ sheet, testSet, basis }: StudyPart, study: Study, input: ProtocolInput): DataDescription {
  const { test } = sheet;
  const { queries, llms, performance } = test.responses;
  const bySolvers = solvers(test);
  const tasks = new Map<string, number>();
  for (const { task } of queries) tasks.set(task ?? 'none', (tasks.get(task ?? 'none') ?? 0) + 1);
  return {
    testSet: testSet.id,
    title: testSet.title,
    trainQueries: study.trainQueries,
    testQueries: queries.length,
    testResponses: performance.length,
    droppedQueries: testSet.dropped,
    llms,
    tasks: Object.fromEntries([...tasks].sort(([a], [b]) => (a < b ? -1 : 1))),
    folds: input.folds,
    costSource: test.costSource,
    relativeCostSource: basis.relativeCostSource,
    dearestTotal: test.dearestTotal,
    warmUpWeight: basis.warmUpWeight,
    solvableByOne: countSolvable(bySolvers, 1),
    solvableByTwo: countSolvable(bySolvers, 2),
  };
}

/** From the package that this code was installed with. */
function productVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
