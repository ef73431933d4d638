import { beforeAll, describe, expect, it } from 'vitest';
import { buildEvidence } from '../../../../src/calibration/evidence/build-evidence.js';
import type { Drifted } from '../../../../src/calibration/feedback/forgetting.js';
import type { FeedbackSettings } from '../../../../src/calibration/feedback/settings.js';
import { DEFAULT_FEEDBACK_SETTINGS } from '../../../../src/calibration/feedback/settings.js';
import type { Statement } from '../../../../src/calibration/feedback/statement.js';
import { weighFeedback } from '../../../../src/calibration/feedback/weigh.js';
import type { Artifact } from '../../../../src/domain/artifact.js';
import { predictionBias } from '../../../../src/domain/drift/prediction-bias.js';
import { noEvidence } from '../../../../src/domain/evidence.js';
import { llmId } from '../../../../src/domain/ids.js';
import { sigmoid } from '../../../../src/domain/logistic.js';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { takeRows } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { RouterDeps } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { mirt } from '../../../../src/plugins/mirt/index.js';
import type { RouterSet } from '../../../../src/routing/router-set.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';
import { preference, statement } from './statements.js';

const DAY = 86_400_000;
const NOW = 1000 * DAY;
/** LLMs with training answers, and all: one more has none. */
const TRAINED_LLMS = 4;
const LLMS = TRAINED_LLMS + 1;
const TRAINED = 400;
const QUERIES = 1600;
/** Queries from here on are asked after training, those of the last part are only looked at. */
const LOOKED_AT = 1200;

const world = mirtWorld({ seed: 31, queries: QUERIES, llms: TRAINED_LLMS, unseenLlms: 1, missing: 0 });
const data = { ...world.data, vectors: rowsUpTo(TRAINED), responses: responsesUpTo(TRAINED) };
let artifact: Artifact;
let deps: RouterDeps;
beforeAll(async () => {
  artifact = await mirt.train(
    data,
    parseHyperparameters(mirt, { dims: 2, epochs: 150, learningRate: 0.02, batchSize: 128 }),
    trainingRun(3),
  );
  deps = routerDeps(data);
}, 60_000);

function rowsUpTo(n: number): Matrix {
  return takeRows(
    world.data.vectors,
    Array.from({ length: n }, (_, q) => q),
  );
}

function responsesUpTo(n: number) {
  const all = world.data.responses;
  const end = all.rowStart[n] as number;
  return {
    ...all,
    queries: all.queries.slice(0, n),
    rowStart: all.rowStart.slice(0, n + 1),
    llmIndex: all.llmIndex.slice(0, end),
    performance: all.performance.slice(0, end),
  };
}

/** True P̂ after LLM `llm` has lost `loss` in log-odds on every query. */
const truth = (q: number, j: number, loss: Loss = { llm: -1, loss: 0 }): number => {
  const p = world.truth.data[q * LLMS + j] as number;
  return j === loss.llm ? sigmoid(Math.log(p / (1 - p)) - loss.loss) : p;
};
interface Loss {
  readonly llm: number;
  readonly loss: number;
}

const query = (q: number) => ({ id: `asked ${q}`, task: null, text: String(q) });

interface Said {
  readonly n: number;
  readonly seed: number;
  readonly daysAgo?: number;
  readonly loss?: Loss;
  readonly llm?: number;
}

/** Scores of a random LLM, or of one, on random queries, each by a reporter of its own. */
function scores({ n, seed, daysAgo = 0, loss, llm }: Said): Statement[] {
  const rng = seededRng(seed);
  return Array.from({ length: n }, (_, i) => {
    const q = TRAINED + rng.integer(LOOKED_AT - TRAINED);
    const j = llm ?? rng.integer(TRAINED_LLMS);
    return statement({
      decision: `${seed} ${i}`,
      reporter: `user ${seed} ${i}`,
      at: NOW - daysAgo * DAY,
      query: query(q),
      llm: llmId(`llm-${j}`),
      performance: rng.uniform() < truth(q, j, loss) ? 1 : 0,
    });
  });
}

/** P̂ on the queries that are only looked at, [queries, llms], after the router has learned from the statements. */
async function learned(
  said: readonly Statement[],
  change: Partial<FeedbackSettings> = {},
  drifted: Drifted = new Map(),
): Promise<Matrix> {
  const known = weighFeedback(said, { ...DEFAULT_FEEDBACK_SETTINGS, ...change }, NOW, drifted);
  const set = {
    reference: deps.reference,
    heldOut: null,
    evidence: noEvidence(data.vectors.cols),
    embedder: { dims: data.vectors.cols },
    embeddings: { embed: async (texts: readonly string[]) => takeRows(world.data.vectors, texts.map(Number)) },
  } as unknown as RouterSet;
  const evidence = await buildEvidence(set, [known]);
  const router = await loadRouter(mirt, artifact, { ...deps, evidence });
  const rows = Array.from({ length: QUERIES - LOOKED_AT }, (_, i) => LOOKED_AT + i);
  const batch = { vectors: takeRows(world.data.vectors, rows), keys: rows.map(String) };
  const llms = world.data.responses.llms;
  const predicted = await router.predict(batch, { llms, cost: new Float32Array(LLMS) });
  await router[Symbol.asyncDispose]();
  return predicted;
}

/** Expected log-loss of one LLM's P̂ in nats, under the truth. */
function logLoss(predicted: Matrix, j: number, loss?: Loss): number {
  let sum = 0;
  for (let i = 0; i < predicted.rows; i++) {
    const p = Math.min(1 - 1e-6, Math.max(1e-6, predicted.data[i * LLMS + j] as number));
    const y = truth(LOOKED_AT + i, j, loss);
    sum -= y * Math.log(p) + (1 - y) * Math.log(1 - p);
  }
  return sum / predicted.rows;
}

const meanOf = (predicted: Matrix, j: number): number => {
  let sum = 0;
  for (let i = 0; i < predicted.rows; i++) sum += predicted.data[i * LLMS + j] as number;
  return sum / predicted.rows;
};
const each = Array.from({ length: TRAINED_LLMS }, (_, j) => j);

describe('learning from feedback, in simulation', () => {
  it('does not hurt where nothing has changed, and P̂ stay calibrated', async () => {
    const before = await learned([]);
    const losses = { before: 0, after: 0 };
    for (let seed = 0; seed < 5; seed++) {
      const after = await learned(scores({ n: 400, seed: 100 + seed }));
      for (const j of each) {
        losses.before += logLoss(before, j);
        losses.after += logLoss(after, j);
        const truths = Array.from({ length: after.rows }, (_, i) => truth(LOOKED_AT + i, j));
        const mine = Array.from({ length: after.rows }, (_, i) => after.data[i * LLMS + j] as number);
        expect(Math.abs(predictionBias(mine, truths).bias)).toBeLessThan(0.05);
      }
    }
    expect(losses.after).toBeLessThanOrEqual(losses.before * 1.005);
  });

  it('recovers an LLM that got worse, sooner with forgetting, and soonest where the drift is known', async () => {
    const loss = { llm: 1, loss: 1.5 };
    const old = scores({ n: 600, seed: 1, daysAgo: 180, llm: 1 });
    const now = scores({ n: 150, seed: 2, llm: 1, loss });
    const said = [...old, ...now];
    const stale = logLoss(await learned(old), 1, loss);
    const never = logLoss(await learned(said, { halfLifeDays: 0 }), 1, loss);
    const forgetting = logLoss(await learned(said, { halfLifeDays: 60 }), 1, loss);
    const drifted = new Map([[llmId('llm-1'), NOW - DAY]]);
    const faster = logLoss(await learned(said, { halfLifeDays: 60, driftAnswers: 1e9 }, drifted), 1, loss);
    const aware = logLoss(await learned(said, { halfLifeDays: 60 }, drifted), 1, loss);
    expect(never).toBeLessThan(stale);
    expect(forgetting).toBeLessThan(never);
    expect(faster).toBeLessThan(forgetting);
    expect(aware).toBeLessThan(faster);
  });

  it('moves the mean P̂ of an LLM by less than 0.05 on 10,000 poisoned statements of one key', async () => {
    const before = await learned([]);
    for (const y of [0, 1]) {
      for (const j of each) {
        const rng = seededRng(7 + j);
        const poison = Array.from({ length: 10_000 }, (_, i) =>
          statement({
            decision: `poison ${i}`,
            reporter: 'key',
            at: NOW,
            query: query(TRAINED + rng.integer(LOOKED_AT - TRAINED)),
            llm: llmId(`llm-${j}`),
            performance: y,
          }),
        );
        const moved = meanOf(await learned(poison), j) - meanOf(before, j);
        expect(Math.abs(moved)).toBeLessThan(0.05);
        expect(Math.sign(moved)).toBe(y === 1 ? 1 : -1);
      }
    }
  });

  it('places an LLM that nobody has scored by preferences alone', async () => {
    const newcomer = TRAINED_LLMS;
    const logit = (p: number) => Math.log(p / (1 - p));
    const rng = seededRng(13);
    const said: Statement[] = [];
    while (said.length < 1500) {
      const q = TRAINED + rng.integer(LOOKED_AT - TRAINED);
      const pair: [number, number] = [newcomer, rng.integer(TRAINED_LLMS)];
      const [chosen, other] = rng.shuffle(pair);
      // Somebody speaks where the other answer is better: who was chosen is drawn, so that this says nothing by itself.
      if (rng.uniform() >= sigmoid(logit(truth(q, other)) - logit(truth(q, chosen)))) continue;
      const change = { decision: `${said.length}`, reporter: `user ${said.length}`, at: NOW, query: query(q) };
      said.push(preference(`llm-${other}`, `llm-${chosen}`, change));
    }
    const errorOf = (predicted: Matrix) => {
      let sum = 0;
      for (let i = 0; i < predicted.rows; i++) {
        sum += Math.abs((predicted.data[i * LLMS + newcomer] as number) - truth(LOOKED_AT + i, newcomer));
      }
      return sum / predicted.rows;
    };
    const [before, after] = [errorOf(await learned([])), errorOf(await learned(said, { opinionWeight: 1 }))];
    expect(after).toBeLessThan(before / 2);
  });
});
