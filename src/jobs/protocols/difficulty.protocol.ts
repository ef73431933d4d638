import { z } from 'zod';
import { difficultyRows } from '../../evaluation/by-difficulty.js';
import type { ReportTable } from '../../evaluation/report.js';
import { defineProtocol } from './protocol.js';
import { bootstrapRng, figuresOf, reportOf } from './report-of.js';
import { capable, withAlphas } from './routers.js';
import { plainVariant, runStudy } from './study.js';
import { nameColumn } from './tables.js';

const about = {
  id: 'difficulty',
  title: 'Where hard and easy queries go',
  reproduces: 'section 6.2, routing analysis',
};

const COLUMNS: ReportTable['columns'] = [
  nameColumn('router', 'router'),
  nameColumn('part', 'queries'),
  { id: 'performance', label: 'performance', format: 'percent', better: 'higher' },
  { id: 'anyLlm', label: 'mean over LLMs', format: 'percent', better: null },
  { id: 'cost', label: '$ per 1,000 queries', format: 'usd', better: 'lower' },
  { id: 'entropy', label: 'share entropy', format: 'figure', better: null },
  nameColumn('shares', 'shares'),
];

export const difficulty = defineProtocol({
  ...about,
  description:
    'Queries sorted by the difficulty that the router itself gives them: which LLMs the hardest and the easiest go to, at what cost and with what performance. For routers with item parameters.',
  parameters: z.strictObject({
    share: z
      .number()
      .gt(0)
      .max(0.5)
      .default(0.3)
      .describe('Share of the queries taken from either end.')
      .meta({ source: 'paper section 6.2: top and bottom 30 %' }),
  }),
  async run(given, parameters, watch) {
    const input = withAlphas(given, [0.8]);
    const routers = capable(input, 'itemParameters', about.id);
    const study = await runStudy(input, routers, [plainVariant(input)], watch);
    const figures = await figuresOf(study, input, watch);
    const tables: ReportTable[] = [];
    const verdict: string[] = [];
    for (const { sheet, testSet } of study.parts) {
      for (const [i, alpha] of input.alphas.entries()) {
        const measured = await difficultyRows(sheet, i, parameters.share, input, bootstrapRng(input), watch.signal);
        verdict.push(...measured.map((m) => m.sentence));
        tables.push({
          id: `${testSet.id}-${alpha}`,
          title: `${testSet.title}, α = ${alpha}`,
          columns: COLUMNS,
          rows: measured.flatMap((m) => m.rows.map((cells) => ({ cells, reference: false }))),
        });
      }
    }
    const notes = [
      'Difficulty is compared within the queries that one trained router scored: each fold has a scale of its own.',
    ];
    return reportOf(about, parameters, input, study, figures, { tables, curves: [], verdict, notes });
  },
});
