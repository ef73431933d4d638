import { z } from 'zod';
import { hash32, seededRng } from '../../domain/random.js';
import type { ReportTable, StabilityRow } from '../../evaluation/report.js';
import { stabilityRows } from '../../evaluation/stability.js';
import { ALL_KINDS, stabilitySentences } from '../../evaluation/stability-words.js';
import type { PerturbationKind } from '../../routing/stability/perturb.js';
import { perturb, PERTURBATIONS } from '../../routing/stability/perturb.js';
import { defineProtocol } from './protocol.js';
import { bootstrapRng, figuresOf, reportOf } from './report-of.js';
import { PAPER_ALPHAS } from './main.protocol.js';
import { withAlphas, withoutBounds } from './routers.js';
import type { Variant } from './study.js';
import { plainVariant, runStudy } from './study.js';
import { nameColumn } from './tables.js';

const about = { id: 'stability', title: 'Choices under changes that keep the meaning', reproduces: '' };

const COLUMNS: ReportTable['columns'] = [
  nameColumn('router', 'router'),
  nameColumn('kind', 'change'),
  { id: 'queries', label: 'queries', format: 'count', better: null },
  { id: 'kept', label: 'kept', format: 'percent', better: null },
  { id: 'flips', label: 'flips', format: 'count', better: null },
  { id: 'equallyGood', label: 'equally good', format: 'percent', better: null },
  { id: 'flippedPerformance', label: 'Δ performance of a flip', format: 'percent', better: null },
  { id: 'flippedReward', label: 'Δ reward of a flip', format: 'reward', better: null },
  { id: 'reward', label: 'Δ reward', format: 'reward', better: null },
  { id: 'prediction', label: '|ΔP̂|', format: 'figure', better: null },
];

export const stability = defineProtocol({
  ...about,
  description:
    'The same trained routers decide again for every test query with its text changed in ways that keep the meaning, one change of each kind: how often the choice stays, and what it costs where it does not.',
  parameters: z.strictObject({
    kinds: z
      .array(z.enum(PERTURBATIONS))
      .min(1)
      .default([...PERTURBATIONS])
      .describe('Kinds of change; a query counts for a kind where that changes its text.'),
    seed: z.int().min(0).max(0xffffffff).default(0).describe('Of the changes: which word, which space.'),
    bar: z
      .number()
      .min(0)
      .max(1)
      .default(0.9)
      .describe('Share of the changes that a choice should survive on average; the verdict says whether it does.'),
  }),
  async run(given, parameters, watch) {
    const input = withAlphas(given, PAPER_ALPHAS);
    const routers = withoutBounds(input, about.id);
    const plain = plainVariant(input);
    const kinds = [...new Set(parameters.kinds)];
    const variants: Variant[] = kinds.map((kind) => ({
      ...plain,
      name: kind,
      rewrite: rewriter(kind, parameters.seed),
    }));
    const study = await runStudy(input, routers, [plain, ...variants], watch);
    const unchanged = study.parts.filter((part) => part.variant === plain);
    const rows: StabilityRow[] = [];
    for (const { testSet, sheet } of unchanged) {
      const changed = study.parts
        .filter((part) => part.testSet === testSet && part.variant !== plain)
        .map((part) => ({ kind: part.variant.name, sheet: part.sheet }));
      const options = { testSet: testSet.id, resamples: input.resamples, stratified: input.stratified };
      rows.push(...(await stabilityRows(sheet, changed, options, bootstrapRng(input), watch.signal)));
    }
    const tables = unchanged.flatMap(({ testSet }) =>
      input.alphas.flatMap((alpha) => {
        const own = rows.filter((row) => row.testSet === testSet.id && row.alpha === alpha);
        const names = { id: `${testSet.id}-${alpha}`, title: `${testSet.title}, α = ${alpha}` };
        return [keptTable(own, kinds, names), costTable(own, names)];
      }),
    );
    const verdict = stabilitySentences(rows, parameters.bar);
    const notes = [
      'A text is changed once per kind; one that a kind does not change takes no part in it. Over all kinds: the mean over queries of the share of its changes that keep the choice.',
      'Responses to the changed texts are not known: performance and cost are those observed for the text itself. A flip is equally good where both LLMs did equally well on the query.',
      '|ΔP̂| is the mean over queries and LLMs of how far a prediction moves.',
    ];
    // Which router is better is what the protocol `main` says.
    const figures = { ...(await figuresOf({ ...study, parts: unchanged }, input, watch)), comparisons: [] };
    return {
      ...reportOf(about, parameters, input, study, figures, { tables, curves: [], verdict, notes }),
      stability: rows,
    };
  },
});

/** The change of a text depends on the text, the kind and the seed alone. */
const rewriter =
  (kind: PerturbationKind, seed: number) =>
  (text: string): string | null => {
    const changed = perturb(text, kind, seededRng(hash32(text, seed)).fork(kind));
    return changed === text || changed.trim() === '' ? null : changed;
  };

interface Names {
  readonly id: string;
  readonly title: string;
}

/** Routers as rows, kinds as columns. */
function keptTable(rows: readonly StabilityRow[], kinds: readonly string[], { id, title }: Names): ReportTable {
  const share = (kind: string | null) => ({ format: 'percent' as const, better: 'higher' as const, id: kind ?? 'all' });
  return {
    id: `${id}-kept`,
    title: `${title}: choices kept`,
    columns: [
      nameColumn('router', 'router'),
      ...kinds.map((kind) => ({ ...share(kind), label: kind })),
      { ...share(null), label: ALL_KINDS },
    ],
    rows: [...new Set(rows.map((row) => row.router))].map((router) => ({
      cells: [
        router,
        ...[...kinds, null].map((kind) => rows.find((r) => r.router === router && r.kind === kind)?.kept ?? null),
      ],
      reference: false,
    })),
  };
}

/** A row for each router and kind. */
function costTable(rows: readonly StabilityRow[], { id, title }: Names): ReportTable {
  return {
    id: `${id}-flips`,
    title: `${title}: what changes and flips do`,
    columns: COLUMNS,
    rows: rows.map((row) => ({
      cells: COLUMNS.map(({ id: column }) =>
        column === 'kind' ? (row.kind ?? ALL_KINDS) : row[column as Exclude<keyof StabilityRow, 'kind'>],
      ),
      reference: false,
    })),
  };
}
