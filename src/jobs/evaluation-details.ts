import type {
  Curve,
  DataDescription,
  Estimate,
  EvaluationReport,
  ReportCell,
  ReportTable,
  ResultRow,
  RouterRow,
} from '../evaluation/report.js';
import type { NamedEstimate } from './evaluation-results.js';

/** A cell of a table: a text, or a number with its interval where one was made; all null where a figure has no meaning. */
export interface DetailCell {
  readonly text: string | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Where the choices of one router, or of a reference, went at one α, and how good they were by task. */
export interface Breakdown extends Pick<ResultRow, 'testSet' | 'variant' | 'router' | 'reference' | 'alpha'> {
  readonly tasks: readonly { readonly task: string; readonly performance: number }[];
  /** Of the queries, the largest first. */
  readonly shares: readonly { readonly llm: string; readonly share: number }[];
}

/** What does not depend on α. */
export interface RouterDetail extends Pick<
  RouterRow,
  'testSet' | 'variant' | 'router' | 'reference' | 'title' | 'output' | 'reliability'
> {
  readonly metrics: readonly NamedEstimate[];
}

export interface DataDetail extends Pick<
  DataDescription,
  | 'testSet'
  | 'title'
  | 'trainQueries'
  | 'testQueries'
  | 'testResponses'
  | 'droppedQueries'
  | 'llms'
  | 'folds'
  | 'costSource'
  | 'warmUpWeight'
> {
  /** Test queries of each task, the most first. */
  readonly tasks: readonly { readonly task: string; readonly queries: number }[];
}

/** What a report shows, ready to be drawn: lists in place of maps, every cell of one form. */
export interface EvaluationDetails {
  readonly title: string;
  readonly reproduces: string;
  readonly sentences: readonly string[];
  readonly notes: readonly string[];
  readonly seed: number;
  readonly theta: string;
  readonly resamples: number;
  readonly level: number;
  readonly data: readonly DataDetail[];
  readonly curves: readonly Curve[];
  readonly tables: readonly (Pick<ReportTable, 'id' | 'title' | 'columns'> & {
    readonly rows: readonly { readonly cells: readonly DetailCell[]; readonly reference: boolean }[];
  })[];
  readonly breakdowns: readonly Breakdown[];
  readonly routers: readonly RouterDetail[];
}

/** The parts of a report that are drawn. Changes no figure. */
export const reportDetails = (report: EvaluationReport): EvaluationDetails => ({
  title: report.protocol.title,
  reproduces: report.protocol.reproduces,
  sentences: report.verdict,
  notes: report.notes,
  seed: report.seeds.training,
  theta: report.versions.theta,
  resamples: report.bootstrap.resamples,
  level: report.bootstrap.level,
  data: report.data.map(({ tasks, ...rest }) => ({
    ...rest,
    tasks: falling(tasks).map(([task, queries]) => ({ task, queries })),
  })),
  curves: report.curves,
  tables: report.tables.map(({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map(({ cells, reference }) => ({ cells: cells.map(cellOf), reference })),
  })),
  breakdowns: report.results.map(({ perTask, shares, ...row }) => ({
    ...row,
    tasks: Object.entries(perTask).map(([task, performance]) => ({ task, performance })),
    shares: falling(shares).map(([llm, share]) => ({ llm, share })),
  })),
  routers: report.routers.map(({ metrics, ...row }) => ({
    ...row,
    metrics: named(metrics),
  })),
});

/** Figures without meaning are left out. */
const named = (metrics: object): NamedEstimate[] =>
  Object.entries(metrics as Readonly<Record<string, Estimate | null>>).flatMap(([metric, estimate]) =>
    estimate ? [{ metric, ...estimate }] : [],
  );

const falling = (of: { readonly [name: string]: number }): [string, number][] =>
  Object.entries(of).sort(([, a], [, b]) => b - a);

function cellOf(cell: ReportCell): DetailCell {
  if (typeof cell === 'string') return { text: cell, value: null, low: null, high: null };
  if (typeof cell === 'number') return { text: null, value: cell, low: null, high: null };
  return { text: null, value: cell?.value ?? null, low: cell?.low ?? null, high: cell?.high ?? null };
}
