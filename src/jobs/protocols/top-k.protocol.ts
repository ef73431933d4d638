import { z } from 'zod';
import type { TestSet } from '../../evaluation/test-set.js';
import { defineProtocol } from './protocol.js';
import { figuresOf, reportOf } from './report-of.js';
import { withAlphas, withBestSingle } from './routers.js';
import { plainVariant, runStudy } from './study.js';
import { resultTable } from './tables.js';

const about = { id: 'top-k', title: 'Top-k routing accuracy', reproduces: 'Table 3' };
const STRICT = ['top1', 'top2', 'top3', 'top4', 'top5'] as const;
const TIED = ['top1Tied', 'top2Tied', 'top3Tied', 'top4Tied', 'top5Tied'] as const;

export const topK = defineProtocol({
  ...about,
  description:
    'How often a query goes to one of the k LLMs with the best true score α·y − β·C. Among LLMs of equal score the cheaper one stands first; the tied form counts them all.',
  parameters: z.strictObject({}),
  async run(given, parameters, watch) {
    const input = withAlphas(given, [0.8]);
    const study = await runStudy(input, withBestSingle(input), [plainVariant(input)], watch);
    const figures = await figuresOf(study, input, watch);
    const tables = study.parts.flatMap(({ testSet }) =>
      input.alphas.flatMap((alpha) => {
        const pick = { testSet: testSet.id, variant: '', alpha };
        const names = (form: string) => ({
          id: `${testSet.id}-${alpha}-${form}`,
          title: `${testSet.title}, α = ${alpha}, ${form}`,
        });
        return [
          resultTable(figures, pick, STRICT, names('ties to the cheaper')),
          resultTable(figures, pick, TIED, names('ties count')),
        ];
      }),
    );
    const notes = [
      ...study.parts.map(({ testSet, sheet }) => `${testSet.title}: ${chance(sheet.test)}.`),
      'With costs two LLMs of the same response differ by C, so the best one is the cheapest that answers; a router that pays for certainty misses it. Without costs ties are many and the strict form says little.',
    ];
    return reportOf(about, parameters, input, study, figures, { tables, curves: [], notes });
  },
});

/** What a choice without any knowledge reaches: a top-k accuracy means nothing without it. */
function chance({ performance, responses }: TestSet): string {
  const width = responses.llms.length;
  const levels = STRICT.map((_, i) => {
    let sum = 0;
    for (let q = 0; q < responses.queries.length; q++) {
      const observed = performance.subarray(q * width, (q + 1) * width).filter((y) => !Number.isNaN(y)).length;
      sum += Math.min(i + 1, observed) / observed;
    }
    return `${((100 * sum) / responses.queries.length).toFixed(2)} %`;
  });
  return `a uniform choice is among the k best, for k = 1 to 5, in ${levels.join(', ')} of the queries`;
}
