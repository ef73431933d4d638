import { describe, expect, it } from 'vitest';
import {
  decodeAnswerLengths,
  encodeAnswerLengths,
  evidenceOf,
  meanLength,
  meanTokens,
  predictLength,
} from '../../../../src/domain/answer-length/answer-lengths.js';
import { decodeArtifact, encodeArtifact } from '../../../../src/domain/artifact.js';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix, normaliseRows } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { countTokens } from '../../../../src/domain/tokens/count-tokens.js';
import { asIndex } from '../../../../src/index/engine.js';
import { exactEngine } from '../../../../src/index/exact-index.js';
import { fitAnswerLengths } from '../../../../src/jobs/answer-length/fit-answer-lengths.js';
import { costModel } from '../../../../src/routing/expected-cost/cost-model.js';

const LLMS = ['short', 'long', 'dear'].map(llmId);
const TASKS = ['chat', 'choice'];
/** Median tokens of an LLM's answers to a task; answers of "choice" hardly differ. */
const median = (j: number, t: number) => (t === 0 ? [80, 400, 200] : [1, 1, 3])[j] as number;
const SPREAD = [0.5, 0];
const prices = new Map(LLMS.map((llm, j) => [llm, { inputPerMillion: 1 + j, outputPerMillion: 2 + 3 * j }]));
const signal = new AbortController().signal;

/** `bill` is what the first LLM charges over what its prices say. */
function world(seed: number, queries: number, how: 'recorded' | 'billed', bill = 1) {
  const rng = seededRng(seed);
  const vectors = matrix(queries, 4);
  const tokens = new Float64Array(queries * LLMS.length);
  const task = (q: number) => q % TASKS.length;
  for (let q = 0; q < queries; q++) {
    for (let c = 0; c < 4; c++) vectors.data[q * 4 + c] = (c === task(q) ? 2 : 0) + 0.3 * rng.normal();
    for (let j = 0; j < LLMS.length; j++) {
      const length = median(j, task(q)) * Math.exp((SPREAD[task(q)] as number) * rng.normal());
      tokens[q * LLMS.length + j] = Math.max(1, Math.round(length));
    }
  }
  const text = (q: number) => `question ${q} of ${TASKS[task(q)]}${', in words that take up room'.repeat(10)}`;
  const cost = (e: number) => {
    const j = e % LLMS.length;
    const input = countTokens(text(Math.floor(e / LLMS.length)));
    return ((j === 0 ? bill : 1) * ((1 + j) * input + (2 + 3 * j) * (tokens[e] as number))) / 1e6;
  };
  const responses: ResponseMatrix = {
    queries: Array.from({ length: queries }, (_, q) => ({
      id: `q${q}`,
      text: text(q),
      task: TASKS[task(q)] as string,
    })),
    llms: LLMS,
    rowStart: Uint32Array.from({ length: queries + 1 }, (_, q) => q * LLMS.length),
    llmIndex: Uint16Array.from(tokens, (_, e) => e % LLMS.length),
    performance: new Float32Array(tokens.length),
    cost: how === 'billed' ? Float32Array.from(tokens, (_, e) => cost(e)) : null,
    inputTokens: null,
    outputTokens: how === 'recorded' ? Float32Array.from(tokens) : null,
  };
  return { vectors: normaliseRows(vectors), responses, tokens };
}
const fit = (data: ReturnType<typeof world>) =>
  fitAnswerLengths({ ...data, prices }, { rng: seededRng(1), signal }).then((fitted) => fitted!);

describe.each(['recorded', 'billed'] as const)('answer lengths from %s answers', (how) => {
  it('are those that the data were drawn from, with an upper length that new answers keep', async () => {
    const data = world(1, 600, how);
    const { model, observed, heldOutCoverage } = await fit(data);
    expect(observed).toMatchObject({ [how === 'recorded' ? 'recorded' : 'derived']: 1800, inconsistent: [] });
    expect(heldOutCoverage).toBeGreaterThan(0.89);
    const { reference, index } = serving(data);
    const lengths = await costModel(model, reference, index).lengths(world(2, 600, how).vectors);
    const fresh = world(2, 600, how).tokens;
    const kept = [0, 0];
    const missed = [0, 0];
    let far = 0;
    lengths.forEach((lengthOf, q) => {
      const t = q % 2;
      LLMS.forEach((llm, j) => {
        const { tokens, upper, basis } = lengthOf(llm);
        // By definition, about 0.5 % are further from the training queries than those are from each other.
        if (basis === 'LLM') return void far++;
        expect(basis).toBe('LLM_AND_TASK');
        // The mean of a log-normal is exp(s²/2) over its median.
        const mean = median(j, t) * Math.exp((SPREAD[t] as number) ** 2 / 2);
        expect(Math.abs(tokens / mean - 1)).toBeLessThan(0.15);
        expect(upper).toBeGreaterThanOrEqual(tokens);
        const held = (fresh[q * 3 + j] as number) <= upper! * 1.0001;
        (held ? kept : missed)[t] = ((held ? kept : missed)[t] as number) + 1;
      });
    });
    const within = (t: number) => kept[t]! / (kept[t]! + missed[t]!);
    expect(within(0)).toBeGreaterThan(0.87);
    expect(within(0)).toBeLessThan(0.93);
    expect(within(1)).toBeGreaterThan(0.89);
    expect(far / fresh.length).toBeLessThan(0.06);
  });
});

describe('answer lengths', () => {
  it('of an LLM without data are the pooled ones of the task, with a wider spread', async () => {
    const data = world(1, 300, 'recorded');
    const { model } = await fit(data);
    const { reference, index } = serving(data);
    const [chat, choice] = await costModel(model, reference, index).lengths(data.vectors);
    const own = chat!(LLMS[2]!);
    const unseen = chat!(llmId('unseen'));
    expect(unseen.basis).toBe('TASK');
    expect(unseen.tokens).toBeGreaterThan(80);
    expect(unseen.tokens).toBeLessThan(600);
    expect(unseen.upper! / unseen.tokens).toBeGreaterThan(1);
    expect(unseen.upper).toBeGreaterThan(own.upper! * 0.8);
    expect(choice!(llmId('unseen')).tokens).toBeLessThan(5);
  });

  it('of a task without data, or of a query unlike all others, are those of all tasks and of one with 300 tokens', async () => {
    const data = world(1, 300, 'recorded');
    const { model } = await fit(data);
    const evidence = evidenceOf(model, [0, 1], 1, () => -1);
    expect(evidence).toMatchObject({ support: 0, effect: 0 });
    expect(evidence.other).toBeCloseTo(1 / 3, 9);
    const ofTask = (task: number) =>
      predictLength(model, 0, { taskWeight: [{ task, weight: 1 }], other: 0, effect: 0, support: 1 });
    const unknown = predictLength(model, 0, evidence);
    expect(unknown.tokens).toBeCloseTo((ofTask(0).tokens + ofTask(1).tokens + 300) / 3, 3);
    // The short way to the mean, with an effect too.
    const means = meanTokens(model);
    for (const some of [evidence, { ...evidence, effect: 0.7 }]) {
      expect(meanLength(means, model.tasks.length, 1, some)).toBeCloseTo(predictLength(model, 1, some).tokens, 9);
    }
    // Wider than either: 90 % of three thirds lie below the 0.7 quantile of the third that is unknown.
    expect(unknown.upper).toBeGreaterThan(Math.max(ofTask(0).upper, ofTask(1).upper));
    expect(evidenceOf(model, [0, 1], model.nearFrom - 0.01, () => 0)).toEqual(evidence);
    const { reference, index } = serving(data);
    const far = { rows: 1, cols: 4, data: Float32Array.of(0, 0, 0, -1) };
    const [lengthOf] = await costModel(model, reference, index).lengths(far);
    expect(lengthOf!(LLMS[0]!)).toEqual({
      ...unknown,
      tokens: expect.closeTo(unknown.tokens, 9) as number,
      basis: 'LLM',
    });
  });

  it('are not derived from costs that do not fit the prices', async () => {
    const { observed, model } = await fit(world(1, 300, 'billed', 0.2));
    expect(observed).toMatchObject({ inconsistent: ['short'], derived: 600 });
    expect(model.llms).not.toContain(llmId('short'));
  });

  it('are null where the data tell none', async () => {
    const data = world(1, 300, 'recorded');
    const mute = { ...data, responses: { ...data.responses, outputTokens: null } };
    expect(await fitAnswerLengths({ ...mute, prices }, { rng: seededRng(1), signal })).toBeNull();
    const unpriced = world(1, 300, 'billed');
    expect(await fitAnswerLengths({ ...unpriced, prices: new Map() }, { rng: seededRng(1), signal })).toBeNull();
    const { reference, index } = serving(data);
    const [assumed] = await costModel(null, reference, index).lengths(data.vectors);
    expect(assumed!(LLMS[0]!)).toEqual({ tokens: 300, upper: null, basis: 'DEFAULT' });
  });

  it('survive being saved, with the same bytes for the same seed', async () => {
    const bytes = async () => encodeArtifact(encodeAnswerLengths((await fit(world(1, 200, 'billed'))).model));
    const saved = await bytes();
    expect(Buffer.compare(saved, await bytes())).toBe(0);
    const { model } = await fit(world(1, 200, 'billed'));
    expect(decodeAnswerLengths(decodeArtifact(saved, 'saved'), 200)).toEqual(model);
    expect(() => decodeAnswerLengths(decodeArtifact(saved, 'saved'), 199)).toThrow('queryEffect');
  });

  it('of a batch are those of each query alone', async () => {
    const data = world(1, 200, 'billed');
    const { model } = await fit(data);
    const { reference, index } = serving(data);
    const costs = costModel(model, reference, index);
    const all = await costs.lengths(data.vectors);
    const [alone] = await costs.lengths({ rows: 1, cols: 4, data: data.vectors.data.subarray(28, 32) });
    expect(alone!(LLMS[1]!)).toEqual(all[7]!(LLMS[1]!));
  });
});

const serving = ({ vectors, responses }: ReturnType<typeof world>) => ({
  reference: { vectors, responses },
  index: asIndex(vectors, exactEngine(vectors)),
});
