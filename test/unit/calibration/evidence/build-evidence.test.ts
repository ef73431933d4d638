import { beforeAll, describe, expect, it } from 'vitest';
import { anchorEvidence } from '../../../../src/calibration/evidence/anchor-source.js';
import { buildEvidence } from '../../../../src/calibration/evidence/build-evidence.js';
import type { Known, KnownQuery } from '../../../../src/calibration/evidence/source.js';
import { scoresOf } from '../../../../src/domain/evidence.js';
import { llmId } from '../../../../src/domain/ids.js';
import { row } from '../../../../src/domain/matrix.js';
import { encodeArtifact } from '../../../../src/domain/artifact.js';
import { encodeEvidence } from '../../../../src/routing/evidence-artifact.js';
import type { RouterSet } from '../../../../src/routing/router-set.js';
import { testRouterSet } from '../../../fixtures/api/router-set.js';

let set: RouterSet;
beforeAll(async () => {
  set = await testRouterSet();
});

const newcomer = llmId('llm-5');
const query = (id: string, text: string | null = null): KnownQuery => ({ id, task: 'task-1', text });
const score = (of: KnownQuery, performance: number, llm = newcomer) => ({ query: of, llm, performance, weight: 1 });
const known = (change: Partial<Known>): Known => ({ scores: [], preferences: [], ...change });

describe('buildEvidence', () => {
  it('takes vectors from the set where it holds them, and embeds the others', async () => {
    const evidence = await buildEvidence(set, [
      known({ scores: [score(query('query-3'), 1), score(query('other', 'a text'), 0.5)] }),
    ]);
    expect(evidence.queries).toEqual([
      { id: 'other', task: 'task-1' },
      { id: 'query-3', task: 'task-1' },
    ]);
    const embedded = await set.embeddings.embed(['a text']);
    expect([...row(evidence.vectors, 0)]).toEqual([...embedded.data]);
    expect([...row(evidence.vectors, 1)]).toEqual([...row(set.reference.vectors, 3)]);
  });

  it('leaves out a query without vector and text, with all that is said of it', async () => {
    const evidence = await buildEvidence(set, [
      known({
        scores: [score(query('gone'), 1), score(query('query-0'), 0)],
        preferences: [{ query: query('gone'), winner: newcomer, loser: llmId('llm-0'), weight: 1 }],
      }),
    ]);
    expect(evidence.queries.map(({ id }) => id)).toEqual(['query-0']);
    expect(evidence.llms).toEqual([newcomer]);
    expect([...evidence.scores.performance]).toEqual([0]);
    expect(evidence.preferences.query).toHaveLength(0);
  });

  it('puts sources together: a query once, each entry kept, LLMs of preferences too', async () => {
    const evidence = await buildEvidence(set, [
      known({ scores: [score(query('query-1'), 1), score(query('query-0'), 0.25)] }),
      known({
        scores: [{ ...score({ ...query('query-1'), task: null }, 0), weight: 0.5 }],
        preferences: [{ query: query('query-2'), winner: llmId('llm-1'), loser: newcomer, weight: 2 }],
      }),
    ]);
    expect(evidence.queries.map(({ id, task }) => [id, task])).toEqual([
      ['query-0', 'task-1'],
      ['query-1', 'task-1'],
      ['query-2', 'task-1'],
    ]);
    expect(evidence.llms).toEqual(['llm-1', 'llm-5']);
    const { rows, performance, weight } = scoresOf(evidence, newcomer);
    expect([[...rows], [...performance], [...weight]]).toEqual([
      [0, 1, 1],
      [0.25, 1, 0],
      [1, 1, 0.5],
    ]);
    const { preferences: p } = evidence;
    expect([p.query[0], p.winner[0], p.loser[0], p.weight[0]]).toEqual([2, 0, 1, 2]);
  });

  it('makes the same bytes of the same knowledge in another order', async () => {
    const scores = [score(query('query-9'), 1), score(query('query-0'), 0), score(query('query-0'), 1, llmId('llm-1'))];
    const bytes = async (of: Known) => encodeArtifact(encodeEvidence(await buildEvidence(set, [of])));
    expect(await bytes(known({ scores: [...scores].reverse() }))).toEqual(await bytes(known({ scores })));
  });
});

describe('anchorEvidence', () => {
  it('gives the answers that the set was not trained on', async () => {
    const { responses } = set.reference;
    const [first] = responses.queries;
    const trained = responses.llms[responses.llmIndex[0] as number] as string;
    const answers = [
      { id: first?.id as string, llm: llmId(trained) },
      { id: first?.id as string, llm: newcomer },
      { id: 'unknown', llm: llmId(trained) },
    ].map((one) => ({ ...one, task: null, text: 'text', performance: 1 }));
    const { scores } = await anchorEvidence({ responses: () => Promise.resolve(answers) }).collect(set);
    expect(scores.map(({ query: { id }, llm }) => [id, llm])).toEqual([
      ['query-0', 'llm-5'],
      ['unknown', trained],
    ]);
  });
});
