import { z } from 'zod';
import type { RouterId } from '../../domain/ids.js';
import { answeredPairs, eceByLlm, meanWidth, shareInside } from '../../evaluation/coverage.js';
import type { Measured } from '../../evaluation/measure.js';
import type { Curve, ReportCell, ReportTable } from '../../evaluation/report.js';
import { reliabilityOf } from '../calibration/fit-calibration.js';
import type { Coverages } from './count-coverage.js';
import { countCoverage, coverageKey } from './count-coverage.js';
import { heldOutShare, heldOutTraining } from './held-out-training.js';
import { defineProtocol } from './protocol.js';
import { figuresOf, reportOf } from './report-of.js';
import { withAlphas, withBestSingle } from './routers.js';
import { comparedVariants } from './run-sweep.js';
import type { ScoredPart, Study } from './study.js';
import { runStudy } from './study.js';
import { nameColumn } from './tables.js';

const about = {
  id: 'calibration',
  title: 'Calibration of P̂ and coverage of its intervals',
  reproduces: '',
};

const RAW = 'as the router gives it';
const CALIBRATED = 'calibrated';

/** What the bars of the product are: docs/results says where each router stands. */
const ECE_BAR = 0.02;
const COVERAGE_BAR = [0.87, 0.93] as const;

const COLUMNS: ReportTable['columns'] = [
  nameColumn('router', 'router'),
  { id: 'eceBefore', label: 'ECE before', format: 'figure', better: 'lower' },
  { id: 'ece', label: 'ECE', format: 'figure', better: 'lower' },
  { id: 'eceByLlm', label: 'ECE, mean over LLMs', format: 'figure', better: 'lower' },
  { id: 'brierBefore', label: 'Brier before', format: 'figure', better: 'lower' },
  { id: 'brier', label: 'Brier', format: 'figure', better: 'lower' },
  { id: 'outcomeCoverage', label: 'y in its interval', format: 'percent', better: null },
  { id: 'outcomeWidth', label: 'width', format: 'figure', better: 'lower' },
  { id: 'performanceCoverage', label: 'mean in its interval', format: 'percent', better: null },
  { id: 'performanceWidth', label: 'width', format: 'figure', better: 'lower' },
];

export const calibration = defineProtocol({
  ...about,
  description:
    'Some training queries are kept aside and P̂ is calibrated on them, as `theta train` does; on the test queries: ECE and Brier score before and after, reliability curves, and how often 90 % intervals hold what they should.',
  parameters: z.strictObject({ heldOutShare }),
  async run(given, parameters, watch) {
    const input = withAlphas(given, [0.8, 0.5]);
    const training = heldOutTraining(input, parameters.heldOutShare, about.id);
    const routers = withBestSingle(input).filter((id) => isCalibrated(id, input.training.factory));
    const counts: Coverages = new Map();
    const variants = [RAW, CALIBRATED].map((name) => ({
      name,
      training,
      warmUpWeight: input.warmUpWeight,
      calibrated: name === CALIBRATED,
    }));
    const onScored = async (part: ScoredPart) => {
      if (part.variant.name === CALIBRATED) await countCoverage(part, counts, input.seed, watch.signal);
    };
    const study = await runStudy(input, routers, variants, watch, onScored);
    const measured = await figuresOf(study, input, watch);
    const comparisons = await comparedVariants(study, input, watch);
    const figures = { ...measured, comparisons };
    const tables = testSets(study).map(({ id, title }) => table(id, title, study, measured, counts));
    return reportOf(about, parameters, input, study, figures, {
      tables,
      curves: reliabilityCurves(measured),
      verdict: [...tables.flatMap(verdicts), ...comparisons.map((c) => `${c.sentence}.`)],
      notes: NOTES,
    });
  },
});

const NOTES = [
  'ECE over ten bins of equal width, all pairs; the mean over LLMs takes each LLM by itself and is larger by the noise of its fewer pairs.',
  '“y in its interval”: conformal interval of the performance on one query. “Mean in its interval”: interval of the mean performance of an LLM on a kind of queries; kinds are k-means clusters of the test queries, and the noise of their few observations is added to the width that is checked, not to the width shown.',
  'Calibration is one strictly increasing map for all LLMs and a small offset for each; rewards before and after are compared to see that it does not harm routing.',
];

const isCalibrated = (
  id: RouterId,
  { plugins }: { plugins: { get(id: string): { output: string; evaluationOnly: boolean } } },
) => plugins.get(id).output === 'performance' && !plugins.get(id).evaluationOnly;

const testSets = ({ parts }: Study) => [...new Map(parts.map(({ testSet }) => [testSet.id, testSet])).values()];

function table(id: string, title: string, study: Study, { routers }: Measured, counts: Coverages): ReportTable {
  const sheet = study.parts.find((p) => p.testSet.id === id && p.variant.name === CALIBRATED)?.sheet;
  const metric = (router: string, variant: string, name: 'ece' | 'brier'): ReportCell =>
    routers.find((r) => r.testSet === id && r.router === router && r.variant === variant)?.metrics[name] ?? null;
  const rows = [...(sheet?.routers ?? [])].flatMap(([router, answers]) => {
    const own = counts.get(coverageKey(id, router));
    if (!sheet || !own) return [];
    const { responses } = sheet.test;
    const pairs = answeredPairs(answers, responses, [...responses.queries.keys()]);
    return {
      reference: false,
      cells: [
        router,
        metric(router, RAW, 'ece'),
        metric(router, CALIBRATED, 'ece'),
        eceByLlm(pairs, responses.llms, (some) => reliabilityOf(some).ece),
        metric(router, RAW, 'brier'),
        metric(router, CALIBRATED, 'brier'),
        shareInside(own.outcome),
        meanWidth(own.outcome),
        shareInside(own.performance),
        own.outcome.cases > 0 ? own.performance.width / own.outcome.cases : null,
      ],
    };
  });
  return { id: `${id}-calibration`, title, columns: COLUMNS, rows };
}

/** Where the bars are met and where not, in words. */
function verdicts({ title, rows, columns }: ReportTable): string[] {
  const at = (name: string) => columns.findIndex((c) => c.id === name);
  const value = (cell: ReportCell | undefined): number =>
    typeof cell === 'number' ? cell : cell && typeof cell === 'object' ? cell.value : Number.NaN;
  const says = (what: string, column: string, holds: (x: number) => boolean) => {
    const missed = rows.filter(({ cells }) => !holds(value(cells[at(column)])));
    const names = missed.map(({ cells }) => `${nameOf(cells[0])} (${shown(value(cells[at(column)]))})`);
    return `${title}: ${what} for ${rows.length - missed.length} of ${rows.length} routers${names.length > 0 ? `, not for ${names.join(', ')}` : ''}.`;
  };
  const [low, high] = COVERAGE_BAR;
  const covers = (x: number) => x >= low && x <= high;
  return [
    says(`ECE is at most ${ECE_BAR}`, 'ece', (x) => x <= ECE_BAR),
    says(`90 % intervals of y hold ${low * 100} to ${high * 100} %`, 'outcomeCoverage', covers),
    says(`90 % intervals of the mean hold ${low * 100} to ${high * 100} %`, 'performanceCoverage', covers),
  ];
}

const nameOf = (cell: ReportCell | undefined): string => (typeof cell === 'string' ? cell : '');
const shown = (x: number): string => x.toFixed(3);

/** Mean observed performance over mean P̂, before and after, a curve per router and test set. */
function reliabilityCurves({ routers }: Measured): Curve[] {
  const pairs = [...new Map(routers.map((r) => [coverageKey(r.testSet, r.router), r])).values()];
  return pairs.flatMap(({ testSet, router }) => {
    const rows = routers.filter((r) => r.testSet === testSet && r.router === router && r.reliability.length > 0);
    if (rows.length === 0) return [];
    return {
      id: `reliability-${testSet}-${router}`,
      title: `Reliability of P̂ of ${router} (${testSet})`,
      x: { label: 'mean predicted performance', unit: 'share' as const },
      y: { label: 'mean observed performance', unit: 'share' as const },
      diagonal: true,
      series: rows.map((r) => ({
        name: r.variant,
        reference: r.variant === RAW,
        points: r.reliability.map((b) => ({
          x: b.meanPredicted,
          y: b.meanObserved,
          low: null,
          high: null,
          label: `${b.count} pairs`,
        })),
      })),
    };
  });
}
