import { describe, expect, it } from 'vitest';
import { encodeArtifact } from '../../../../src/domain/artifact.js';
import { dot, row } from '../../../../src/domain/matrix.js';
import type { Progress } from '../../../../src/domain/run.js';
import { fitLexicalEmbedder } from '../../../../src/tensor/embedders/lexical/index.js';
import type { LexicalFit, LexicalOptions } from '../../../../src/tensor/embedders/lexical/index.js';
import { corpus, fit, run } from './corpus.js';
import { embedTexts } from '../../../../src/tensor/embedder.js';

/** Share of texts whose largest task probability is that of their task; they stand at the end of a vector. */
async function tasksFound(fitted: LexicalFit, queries: ReturnType<typeof corpus>): Promise<number> {
  const tasks = fitted.embedder.save().meta['tasks'] as string[];
  const vectors = await embedTexts(
    fitted.embedder,
    queries.map((q) => q.text),
  );
  const right = queries.filter((q, i) => {
    const p = row(vectors, i).slice(-tasks.length);
    return tasks[p.indexOf(Math.max(...p))] === q.task;
  });
  return right.length / queries.length;
}

describe('fitting the lexical embedder', () => {
  it('gives the same bytes and vectors for the same queries, options and seed', async () => {
    const [a, b] = [await fit(), await fit()];
    expect(encodeArtifact(a.embedder.save())).toEqual(encodeArtifact(b.embedder.save()));
    expect(a.vectors).toEqual(b.vectors);
    expect(a.embedder.id).toBe(b.embedder.id);
  });

  it('gives training vectors that are those of the embedder', async () => {
    const queries = corpus();
    const { embedder, vectors } = await fit(queries);
    expect(vectors).toEqual(
      await embedTexts(
        embedder,
        queries.map((q) => q.text),
      ),
    );
  });

  it('learns to tell the tasks of texts it has not seen', async () => {
    const fitted = await fit();
    expect(await tasksFound(fitted, corpus(40, 99))).toBeGreaterThan(0.98);
  });

  it('leaves out tasks that are unknown, rare or unwanted', async () => {
    const some = corpus().map((q, i) => ({ ...q, task: q.task === 'code' && i > 20 ? null : q.task }));
    expect((await fit(some)).embedder.save().meta['tasks']).toEqual(['chinese', 'sums']);
    const none = corpus().map((q) => ({ ...q, task: null }));
    const plain = await fit(none);
    expect(plain.embedder.save().meta['tasks']).toEqual([]);
    expect((await fit(corpus(), { taskWeight: 0 })).embedder.dims).toBe(plain.embedder.dims);
    expect((await fit()).embedder.dims).toBe(plain.embedder.dims + 3);
  });

  it('makes one token of a line that many queries share, where it is asked to', async () => {
    const prefix = 'Answer the following riddle about wombats.';
    const shared = corpus().map((q) => ({ ...q, text: `${prefix}\n${q.text}` }));
    const { embedder } = await fit(shared, { boilerplateShare: 0.02 });
    const [withIt, without, words] = [shared[0]?.text, corpus()[0]?.text, 'a riddle about wombats'] as [
      string,
      string,
      string,
    ];
    const v = await embedTexts(embedder, [withIt, without, words]);
    // The words of the prefix are not learned: a text about wombats is no nearer to a query that has the prefix.
    expect(Math.abs(dot(row(v, 2), row(v, 0)) - dot(row(v, 2), row(v, 1)))).toBeLessThan(0.15);
    const lines = (await fit(corpus(), { boilerplateShare: 0.02 })).embedder.save().tensors['lines'] as Int32Array;
    expect((await fit(shared)).embedder.save().tensors['lines']).toHaveLength(0);
    expect(embedder.save().tensors['lines']).toHaveLength(lines.length + 1);
  });

  it('moves a text less for a typo in a shared line where that line is not one token', async () => {
    const prefix = 'Answer the following riddle about wombats.\nThink before you answer.';
    const shared = corpus().map((q) => ({ ...q, text: `${prefix}\n${q.text}` }));
    const text = shared[0]?.text as string;
    const typo = text.replace('riddle', 'ridlde').replace('before', 'bfeore');
    const moved = async (boilerplateShare: number) => {
      const v = await embedTexts((await fit(shared, { boilerplateShare })).embedder, [text, typo]);
      return 1 - dot(row(v, 0), row(v, 1));
    };
    expect(await moved(1)).toBeLessThan((await moved(0.02)) / 4);
  });

  it.each<[string, readonly string[]]>([
    ['one query', ['What is a quokka?']],
    ['equal queries', new Array<string>(50).fill('What is a quokka?')],
    ['one character each', ['a', 'b', '电']],
    ['white space alone', [' ', '\n']],
  ])('takes a training set of %s', async (_name, texts) => {
    const { embedder, vectors } = await fit(texts.map((text) => ({ text, task: null })));
    expect(vectors.rows).toBe(texts.length);
    expect(vectors.data.every(Number.isFinite)).toBe(true);
    expect((await embedTexts(embedder, ['Something else entirely'])).data.every(Number.isFinite)).toBe(true);
  });

  it('keeps the vocabulary within its limits, the most frequent n-grams first', async () => {
    const { embedder } = await fit(corpus(), { maxWords: 10, maxCharacterGrams: 25 });
    expect(embedder.save().tensors['keys']).toHaveLength(35);
    const idf = embedder.save().tensors['idf'] as Float32Array;
    expect([...idf.subarray(0, 10)]).toEqual([...idf.subarray(0, 10)].sort((a, b) => a - b));
  });

  it('says how far it is, stage by stage', async () => {
    const seen: Progress[] = [];
    await fitLexicalEmbedder(corpus(), { dims: 4 }, run({ onProgress: (p) => seen.push(p) }));
    expect([...new Set(seen.map((p) => p.stage))]).toEqual([
      'embedder: vocabulary',
      'embedder: weights',
      'embedder: projection',
      'embedder: tasks',
    ]);
    for (const stage of new Set(seen.map((p) => p.stage))) {
      const last = seen.filter((p) => p.stage === stage).at(-1);
      expect(last?.done).toBe(last?.total);
    }
  });

  it('stops at whatever stage it is cancelled in', async () => {
    for (const stage of ['embedder: vocabulary', 'embedder: projection', 'embedder: tasks']) {
      const stop = new AbortController();
      const onProgress = (p: Progress) => p.stage === stage && stop.abort();
      const cancelled = fitLexicalEmbedder(corpus(), { dims: 4 }, run({ signal: stop.signal, onProgress }));
      await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    }
  });

  it('names what is wrong with its input', async () => {
    await expect(fit([])).rejects.toMatchObject({ code: 'TRAINING_DATA_INSUFFICIENT' });
    const wrong = { dims: 0, speed: 'fast' } as Partial<LexicalOptions>;
    await expect(fit(corpus(), wrong)).rejects.toMatchObject({ code: 'HYPERPARAMETER_INVALID' });
    await expect(fit(corpus(), wrong)).rejects.toThrow(/dims.*speed/s);
  });
});
