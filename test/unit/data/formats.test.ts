import { describe, expect, it } from 'vitest';
import { importPaths } from '../../../src/data/import.js';
import type { ImportOptions } from '../../../src/data/import.js';
import { denseCost, densePerformance } from '../../../src/domain/responses.js';
import { tempFile } from './temp-files.js';

const load = async (name: string, content: string | Uint8Array, options?: ImportOptions) => {
  const { matrix, report } = await importPaths([tempFile(name, content)], options);
  return {
    texts: matrix.queries.map((q) => q.text),
    tasks: matrix.queries.map((q) => q.task),
    llms: matrix.llms as readonly string[],
    performance: [...densePerformance(matrix).data],
    cost: [...(denseCost(matrix)?.data ?? [])],
    matrix,
    file: report.files[0] as (typeof report.files)[number],
  };
};

describe('RouterBench wide CSV', () => {
  const header = 'sample_id,prompt,eval_name,b-llm,a-llm,a-llm|total_cost,b-llm|total_cost,a-llm|model_response';

  it('decodes prompts, skips empty cells and takes the cost of the right LLM', async () => {
    const got = await load(
      'x.csv',
      `,${header},oracle_model_to_route_to\n` +
        `0,s.1,"['Who\\'s ""it""?\\nA) 猫\\u72d7', 'second turn']",winogrande,1.0,0.0,0.5,0.25,hm,b-llm\n` +
        `1,s.2,plain [text],winogrande,,0.5,,,hm,a-llm\n`,
    );
    expect(got.file.format).toBe('routerbench');
    expect(got.texts).toEqual(['Who\'s "it"?\nA) 猫狗\nsecond turn', 'plain [text]']);
    expect(got.llms).toEqual(['a-llm', 'b-llm']);
    expect(got.performance).toEqual([0, 1, 0.5, NaN]);
    expect(got.cost).toEqual([0.5, 0.25, NaN, NaN]);
    expect(got.tasks).toEqual(['winogrande', 'winogrande']);
  });

  it('replaces a stray control character of a prompt and refuses U+0000', async () => {
    const row = (prompt: string) => `${header}\ns.1,${prompt},t,1,1,0,0,\n`;
    expect((await load('x.csv', row(String.raw`['NaCl \x02+ H']`))).texts).toEqual(['NaCl  + H']);
    await expect(load('x.csv', row(String.raw`['a\x00b']`))).rejects.toThrow('U+0000');
    await expect(load('x.csv', row(String.raw`['\ud83d']`))).rejects.toThrow('surrogate');
  });

  it('keeps the good answers of a row that holds a bad one', async () => {
    const got = await load('x.csv', `${header}\ns.1,q,t,1,2,0,0,\ns.2,r,t,nan,1,0,0,\n`, { onBadRow: 'skip' });
    expect(got.file.badRows).toEqual({
      total: 2,
      first: [
        { line: 2, reason: 'the performance of a-llm must be a number from 0 to 1, got "2"' },
        { line: 3, reason: 'the performance of b-llm must be a number from 0 to 1, got "nan"' },
      ],
    });
    expect(got.performance).toEqual([NaN, 1, 1, NaN]);
  });
});

describe('RouterDC JSON', () => {
  const list = (...scores: unknown[]) =>
    JSON.stringify(
      scores.map((score, i) => ({ question: `问题 ${i}`, scores: { a: score, b: 0 } })),
      null,
      1,
    );

  it('takes the file name as task and reads probabilities as right above zero', async () => {
    const got = await load('cmmlu.json', list(0.93153, 0.5, 0));
    expect(got.file).toMatchObject({ format: 'routerdc', scoreRule: 'above-zero', rows: 6, queries: 3 });
    expect(got.tasks).toEqual(['cmmlu', 'cmmlu', 'cmmlu']);
    expect(got.texts[0]).toBe('问题 0');
    expect(got.performance).toEqual([1, 0, 1, 0, 0, 0]);
  });

  it('reads shares of ten attempts as they are, also with the noise of floating point', async () => {
    const got = await load('gsm8k.json', list(0.1 + 0.2, 0.9, 1));
    expect(got.file.scoreRule).toBe('as-is');
    expect(got.performance).toEqual([Math.fround(0.3), 0, Math.fround(0.9), 0, 1, 0]);
  });

  it('follows a rule that is given', async () => {
    expect((await load('x.json', list(0.93), { scoreRule: 'as-is' })).performance).toEqual([Math.fround(0.93), 0]);
    expect((await load('x.json', list(0.3), { scoreRule: 'above-zero' })).performance).toEqual([1, 0]);
  });

  it('leaves out a null score and reports bad elements with their lines', async () => {
    const text = `[
      {"question": "q1", "scores": {"a": null, "b": 0.5}},
      {"question": "q2",
       "scores": {"a": "high"}},
      {"question": 7, "scores": {"a": 1}}, {"question": "q4", "scores": [1]},
      "loose", {"scores": {"a": 1}, "question": "  "}
    ]`;
    const got = await load('x.json', text, { onBadRow: 'skip' });
    expect(got.performance).toEqual([0.5]);
    expect(got.file.badRows.first).toEqual([
      { line: 3, reason: 'the performance of a must be a number from 0 to 1, got "high"' },
      { line: 5, reason: 'the query is missing' },
      { line: 5, reason: 'scores must be an object of LLM and number' },
      { line: 6, reason: 'expected a JSON object' },
      { line: 6, reason: 'The query is empty' },
    ]);
  });

  it.each([
    ['cut in the middle', `[\n{"question": "q", "scores": {"a": 1}},\n{"question"`, ':3: '],
    ['cut after an element', `[\n{"question": "q", "scores": {"a": 1}}\n`, ':3: the list ends too early'],
    ['with NaN', `[\n{"question": "q", "scores": {"a": 1}},\n{"question": "q", "scores": {"a": NaN}}]`, ':3: not JSON'],
    ['followed by more', `[\n{"question": "q", "scores": {"a": 1}}]\n[]`, ':3: not JSON'],
  ])('refuses a list that is %s, even when bad rows are skipped', async (_what, text, message) => {
    await expect(load('x.json', text, { onBadRow: 'skip' })).rejects.toMatchObject({
      code: 'IMPORT_BAD_ROW',
      message: expect.stringContaining(message) as string,
    });
  });
});

describe('IRT-Router long CSV', () => {
  it('reads columns in any order, with byte order mark, CRLF, quotes and line breaks in quotes', async () => {
    const got = await load(
      'train.csv',
      '\uFEFFllm,task,performance,output_tokens,id,question,input_tokens,cost,ground_truth,completion\r\n' +
        'a,gsm8k,1,20,0,"He said ""two"",\r\nor three?",10,0.5,2,"x\n\ny"\r\n' +
        'b,,0.5,,0,"He said ""two"",\r\nor three?",,,2,z\r\n',
    );
    expect(got.file).toMatchObject({ format: 'irt-router', scoreRule: 'as-is', rows: 2, queries: 1 });
    expect(got.texts).toEqual(['He said "two",\r\nor three?']);
    expect(got.tasks).toEqual(['gsm8k']);
    expect(got.performance).toEqual([1, 0.5]);
    expect(got.cost).toEqual([0.5, NaN]);
    expect([...(got.matrix.inputTokens as Float32Array)]).toEqual([10, NaN]);
    expect([...(got.matrix.outputTokens as Float32Array)]).toEqual([20, NaN]);
  });

  it('finds the end of a quoted last cell before CRLF', async () => {
    const got = await load('x.csv', '\uFEFF"performance","llm","question"\r\n1,a,"quoted"\r\n0,a,plain\r\n');
    expect([got.texts, got.performance]).toEqual([
      ['quoted', 'plain'],
      [1, 0],
    ]);
  });

  it('needs question, llm and performance only; the file name is the task', async () => {
    const got = await load('my-task.csv', 'question,llm,performance\nq,a,0.25');
    expect([got.tasks, got.performance]).toEqual([['my-task'], [0.25]]);
  });

  it('reports each bad row with the physical line where it starts', async () => {
    const got = await load(
      'x.csv',
      'question,llm,performance,cost\n' +
        '"two\nlines",a,1,\n' + // 2, 3
        '"three\r\nlines\r\n",a,1.5,\n' + // 4, 5, 6
        '\n' + // 7: blank
        'q,,1,\n' + // 8
        ' ,a,1,\n' + // 9
        'q,a,,\n' + // 10
        'q,a,1\n' + // 11
        'q,a,1,-2\n' + // 12
        'q,b,1,x\n' + // 13
        'fine,a,0,0\n', // 14
      { onBadRow: 'skip' },
    );
    expect(got.file.badRows.first).toEqual([
      { line: 4, reason: 'the performance of a must be a number from 0 to 1, got "1.5"' },
      { line: 8, reason: 'the LLM is missing' },
      { line: 9, reason: 'The query is empty' },
      { line: 10, reason: 'the performance of a is missing' },
      { line: 11, reason: 'expected 4 cells, got 3' },
      { line: 12, reason: 'cost of a must be a number of 0 or more, got "-2"' },
      { line: 13, reason: 'cost of b must be a number of 0 or more, got "x"' },
    ]);
    expect(got.texts).toEqual(['two\nlines', 'fine']);
  });

  it('refuses a quote that never closes with the line where its row starts', async () => {
    const text = 'question,llm,performance\nq,a,1\n"open,a,1\nq,a,1\n';
    await expect(load('x.csv', text, { onBadRow: 'skip' })).rejects.toMatchObject({
      code: 'IMPORT_BAD_ROW',
      message: expect.stringContaining(':3: a quote opens and never closes') as string,
    });
  });

  it('takes a query of any length', async () => {
    const long = '长'.repeat(300_000);
    expect((await load('x.csv', `question,llm,performance\n${long},a,1\n`)).texts).toEqual([long]);
  });
});

describe('ThetaRouter JSONL', () => {
  it('reads single and grouped answers, mixed, with byte order mark, CRLF and blank lines', async () => {
    const got = await load(
      'tickets.jsonl',
      [
        '\uFEFF{"query": "包裹在哪里？", "task": "support", "llm": "a", "performance": 1, "cost": 0.5, "inputTokens": 3, "outputTokens": 4}',
        '',
        '{"query": "q2", "responses": {"a": 0.25, "b": {"performance": 1, "cost": 0.125}, "c": null}}',
      ].join('\r\n'),
    );
    expect(got.file).toMatchObject({ format: 'jsonl', rows: 3, queries: 2 });
    expect(got.texts).toEqual(['包裹在哪里？', 'q2']);
    expect(got.tasks).toEqual(['support', 'tickets']);
    expect(got.performance).toEqual([1, NaN, 0.25, 1]);
    expect(got.cost).toEqual([0.5, NaN, NaN, 0.125]);
    expect([...(got.matrix.outputTokens as Float32Array)]).toEqual([4, NaN, NaN]);
  });

  it('reports bad lines and goes on', async () => {
    const got = await load(
      'x.jsonl',
      '{"query": "q", "llm": "a", "performance": 1}\n{"query": "q", "llm"\n[1]\n{"llm": "a", "performance": 1}\n' +
        '{"query": "q", "performance": 1}\n{"query": "q", "responses": [1]}\n{"query": "q", "llm": "a", "performance": true}\n' +
        '{"query": "r", "llm": "a", "performance": 0}',
      { onBadRow: 'skip' },
    );
    expect(got.texts).toEqual(['q', 'r']);
    expect(got.file.badRows.first.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(got.file.badRows.first.slice(1).map(({ reason }) => reason)).toEqual([
      'expected a JSON object',
      'the query is missing',
      'the LLM is missing',
      '"responses" must be an object of LLM and answer',
      'the performance of a must be a number from 0 to 1, got true',
    ]);
  });
});
