/**
 * Expected against observed cost on held-out queries, by cross-validation; the embedder is learned from the other folds too. Compared
 * with two constants per LLM from the other folds: its mean cost, and its mean cost on the query's true task (which no router is told).
 * `npm run bench:cost -- PATH… [--folds 5] [--seed 1] [--prices FILE]`.
 */
import { parseArgs } from 'node:util';
import { readCatalogueFile } from '../../src/data/catalogue-file.js';
import { importPaths } from '../../src/data/import.js';
import { readPrices } from '../../src/data/prices.js';
import type { LlmId } from '../../src/domain/ids.js';
import type { Price } from '../../src/domain/llm.js';
import { cataloguePrices, llmNames } from '../../src/domain/llm.js';
import type { Matrix } from '../../src/domain/matrix.js';
import { takeRows } from '../../src/domain/matrix.js';
import { seededRng } from '../../src/domain/random.js';
import { takeQueries } from '../../src/domain/responses.js';
import { asIndex } from '../../src/index/engine.js';
import { exactEngine } from '../../src/index/exact-index.js';
import { fitAnswerLengths } from '../../src/jobs/answer-length/fit-answer-lengths.js';
import type { CostModel } from '../../src/routing/expected-cost/cost-model.js';
import { costModel } from '../../src/routing/expected-cost/cost-model.js';
import { expectedCosts } from '../../src/routing/expected-cost/expected-cost.js';
import { embedTexts } from '../../src/tensor/embedder.js';
import { fitLexicalEmbedder, lexicalOptionsSchema } from '../../src/tensor/embedders/lexical/index.js';
import { table } from '../lib/table.js';

const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    prices: { type: 'string' },
    catalogue: { type: 'string', default: 'models/bootstrap/catalogue.json' },
  },
});
if (positionals.length === 0) throw new Error('Name files or folders of responses that have costs.');
const catalogue = await readCatalogueFile(args.catalogue);
const { matrix: data } = await importPaths(positionals, { llmNames: llmNames(catalogue) });
const named = args.prices ? await readPrices(args.prices) : null;
const prices = (named ?? cataloguePrices(catalogue)) as ReadonlyMap<LlmId, Price>;
const [folds, seed] = [Number(args.folds), Number(args.seed)];
const signal = new AbortController().signal;

/** One held-out answer. */
interface Answer {
  readonly llm: LlmId;
  readonly task: string;
  readonly cost: number;
  readonly upper: number;
  readonly by: Readonly<Record<string, number>>;
}
const answers: Answer[] = [];
const fits: string[] = [];
/** Microseconds of each query, for all LLMs that have a price. */
const perQuery: number[][] = [];
const order = seededRng(seed).shuffle(data.queries.map((_, q) => q));
for (let fold = 0; fold < folds; fold++) {
  const train = takeQueries(
    data,
    order.filter((_, i) => i % folds !== fold),
  );
  const test = takeQueries(
    data,
    order.filter((_, i) => i % folds === fold),
  );
  const run = { signal, seed, rng: seededRng(seed), onProgress: () => {} };
  const texts = (m: typeof data) => m.queries.map((q) => q.text ?? '');
  const { embedder, vectors } = await fitLexicalEmbedder(
    train.queries.map((q) => ({ text: q.text ?? '', task: q.task })),
    lexicalOptionsSchema.parse({}),
    run,
  );
  const start = performance.now();
  const fitted = await fitAnswerLengths({ vectors, responses: train, prices }, run);
  const seconds = (performance.now() - start) / 1000;
  if (!fitted) throw new Error('The data tell no answer lengths: they need output tokens, or costs and prices.');
  const { observed, model, heldOutCoverage } = fitted;
  fits.push(
    `fold ${fold + 1}: ${train.queries.length} queries, ${observed.recorded} recorded and ${observed.derived} derived lengths, ` +
      `weight of neighbours ${model.queryWeight.toFixed(3)}, coverage ${heldOutCoverage.toFixed(3)}, ${seconds.toFixed(1)} s`,
  );
  if (fold === 0)
    for (const [llm, t] of model.tokenizers) console.error(`${llm}: ${t.encoding} × ${t.factor.toFixed(3)}`);
  const serving = costModel(model, { vectors, responses: train }, asIndex(vectors, exactEngine(vectors)));
  const asked = await embedTexts(embedder, texts(test), signal);
  const lengths = await serving.lengths(asked);
  perQuery.push(await microseconds(test, asked, serving));
  const constant = meanCosts(train);
  for (let q = 0; q < test.queries.length; q++) {
    const { text, task } = test.queries[q] as (typeof test.queries)[number];
    const expect = expectedCosts(text ?? '', {}, serving, lengths[q] as (typeof lengths)[number]);
    for (let e = test.rowStart[q] as number; e < (test.rowStart[q + 1] as number); e++) {
      const llm = test.llms[test.llmIndex[e] as number] as LlmId;
      const price = prices.get(llm);
      const cost = test.cost?.[e] ?? Number.NaN;
      if (!price || !(cost > 0)) continue;
      const { usd, upperUsd } = expect(llm, price);
      const [byLlm, byTask] = [constant(llm, null), constant(llm, task ?? '')];
      answers.push({
        llm,
        task: task ?? '',
        cost,
        upper: upperUsd as number,
        by: { 'expected cost': usd, 'mean of the LLM': byLlm, 'mean of the LLM on the true task': byTask },
      });
    }
  }
}

/** One query at a time, as a decision asks: neighbours, token counts, a cost for every priced LLM. */
async function microseconds(test: typeof data, vectors: Matrix, serving: CostModel): Promise<number[]> {
  const times: number[] = [];
  for (let q = 0; q < test.queries.length; q++) {
    const before = performance.now();
    const [lengthOf] = await serving.lengths(takeRows(vectors, [q]));
    const expect = expectedCosts(test.queries[q]?.text ?? '', {}, serving, lengthOf as NonNullable<typeof lengthOf>);
    for (const llm of test.llms) {
      const price = prices.get(llm);
      if (price) expect(llm, price);
    }
    times.push(1000 * (performance.now() - before));
  }
  return times;
}

function meanCosts(m: typeof data): (llm: LlmId, task: string | null) => number {
  const sums = new Map<string, { sum: number; n: number }>();
  for (let q = 0; q < m.queries.length; q++) {
    for (let e = m.rowStart[q] as number; e < (m.rowStart[q + 1] as number); e++) {
      const cost = m.cost?.[e] ?? Number.NaN;
      if (Number.isNaN(cost)) continue;
      const llm = m.llms[m.llmIndex[e] as number] as LlmId;
      for (const key of [llm, `${llm} ${m.queries[q]?.task ?? ''}`]) {
        const at = sums.get(key) ?? { sum: 0, n: 0 };
        sums.set(key, { sum: at.sum + cost, n: at.n + 1 });
      }
    }
  }
  const mean = (key: string) => {
    const at = sums.get(key);
    return at && at.sum / at.n;
  };
  return (llm, task) => (task === null ? undefined : mean(`${llm} ${task}`)) ?? (mean(llm) as number);
}

/** 1 − squared error / squared distance from the mean. */
function r2(truth: readonly number[], predicted: readonly number[]): string {
  const mean = truth.reduce((sum, x) => sum + x, 0) / truth.length;
  const error = truth.reduce((sum, x, i) => sum + (x - (predicted[i] as number)) ** 2, 0);
  return (1 - error / truth.reduce((sum, x) => sum + (x - mean) ** 2, 0)).toFixed(3);
}
const total = (of: readonly Answer[], value: (a: Answer) => number) => of.reduce((sum, a) => sum + value(a), 0);
const bias = (of: readonly Answer[], method: string) =>
  `${(100 * (total(of, (a) => a.by[method] as number) / total(of, (a) => a.cost) - 1)).toFixed(1)} %`;
const covered = (of: readonly Answer[]) =>
  (of.filter((a) => a.cost <= a.upper * (1 + 1e-6)).length / of.length).toFixed(3);

console.log(`${answers.length} held-out answers, ${folds} folds, seed ${seed}\n${fits.join('\n')}\n`);
const methods = Object.keys((answers[0] as Answer).by);
const truth = answers.map((a) => a.cost);
console.log(
  table(
    methods.map((method) => {
      const predicted = answers.map((a) => a.by[method] as number);
      return {
        method,
        'R² of USD': r2(truth, predicted),
        'R² of log USD': r2(truth.map(Math.log), predicted.map(Math.log)),
        'median of abs. log ratio': median(
          answers.map((a, i) => Math.abs(Math.log((predicted[i] as number) / a.cost))),
        ).toFixed(3),
        bias: bias(answers, method),
      };
    }),
  ),
);
const groups = (of: (a: Answer) => string) => [...new Set(answers.map(of))].sort();
for (const [name, of] of [
  ['LLM', (a: Answer) => a.llm],
  ['task', (a: Answer) => a.task],
] as const) {
  console.log(
    `\n${table(
      groups(of).map((group) => {
        const own = answers.filter((a) => of(a) === group);
        return {
          [name]: group,
          answers: own.length,
          'mean USD': (total(own, (a) => a.cost) / own.length).toExponential(3),
          bias: bias(own, 'expected cost'),
          'bias of the LLM mean': bias(own, 'mean of the LLM'),
          'within the upper cost': covered(own),
        };
      }),
    )}`,
  );
}
console.log(`\nwithin the upper cost: ${covered(answers)} of all`);
console.log(`one query, ${data.llms.length} LLMs: ${median(perQuery.flat()).toFixed(0)} µs at the median`);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[sorted.length >> 1] as number;
}
