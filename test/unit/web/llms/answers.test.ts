import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../../../web/src/pages/llms/register/answers.js';

const answersOf = async (text: string) => {
  const read = await readAnswers(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.answers;
};
const problemOf = async (text: string) => {
  const read = await readAnswers(text);
  return 'problem' in read ? read.problem : null;
};

describe('answers of a CSV file', () => {
  it.each([
    ['line feeds', 'id,performance\nq1,0.5\nq2,1\n'],
    ['carriage returns and line feeds', 'id,performance\r\nq1,0.5\r\nq2,1\r\n'],
    ['a byte order mark and no last line end', '\uFEFFid,performance\nq1,0.5\nq2,1'],
    ['blank lines and spaces', '\n id , performance \n\nq1, 0.5\n\n q2 ,1\n\n'],
    ['quoted fields', '"id","performance"\n"q1","0.5"\n"q2","1"\n'],
    ['columns in another order, and one more', 'note,performance,id\nx,0.5,q1\ny,1,q2\n'],
  ])('reads %s', async (_what, text) => {
    expect(await answersOf(text)).toEqual([
      { query: 'q1', performance: 0.5 },
      { query: 'q2', performance: 1 },
    ]);
  });

  it('keeps commas, quotes and line breaks of quoted completions, and stray quotes of plain ones', async () => {
    const text =
      'id,completion,references,grader,cost\r\n' +
      'q1,"a ""b"", c\r\nd",x | y,exact,0.01\r\n' +
      'q2,5" nails,5,contains,\r\n';
    expect(await answersOf(text)).toEqual([
      { query: 'q1', completion: 'a "b", c\r\nd', references: ['x', 'y'], grader: 'EXACT', cost: 0.01 },
      { query: 'q2', completion: '5" nails', references: ['5'], grader: 'CONTAINS' },
    ]);
  });

  it.each([
    ['', 'The file is empty.'],
    [' \r\n', 'The file is empty.'],
    ['query,score\nq1,1\n', 'the head is "query,score"'],
    ['id,performance\nq1,0.5\nq2\n', 'line 3: expected 2 fields, as the head has, got 1.'],
    ['id,performance\nq1,0.5,9\n', 'line 2: expected 2 fields, as the head has, got 3.'],
    ['id,performance\nq1,high\n', 'line 2: expected performance from 0 to 1, got "high".'],
    ['id,performance\nq1,1.5\n', 'line 2: expected performance from 0 to 1, got 1.5.'],
    ['id,performance\nq1,\n', 'line 2: expected performance from 0 to 1, got nothing.'],
    ['id,performance\n,1\n', 'line 2: expected the id of an anchor query.'],
    ['id,performance,cost\nq1,1,dear\n', 'line 2: expected a number for cost.'],
    ['id,completion,grader\nq1,a,exact\n', 'line 2: a completion needs references'],
    ['id,completion,references,grader\nq1,a,b,guess\n', 'line 2: a completion needs a grader: exact,'],
    ['id,completion\nq1,"a\nb"\nq2,"c\nd\n', 'line 4: a quote opens and never closes.'],
    ['id,performance\nq1,0.5\n"q2,1\nq3,1\n', 'line 3: a quote opens and never closes.'],
    // The line is that of the file, also after line breaks inside quotes.
    ['id,completion,references,grader\nq1,"a\nb\nc",x,exact\n\nq2,y\n', 'line 6: expected 4 fields'],
  ])('says what is wrong with %j, and where', async (text, problem) => {
    expect(await problemOf(text)).toContain(problem);
  });
});

describe('answers of JSON lines', () => {
  it('reads scores and completions', async () => {
    const text =
      '{"id":"q1","performance":0}\r\n\n{"id":"q2","completion":"a","references":["b",1],"grader":"f1","inputTokens":5}\n';
    expect(await answersOf(text)).toEqual([
      { query: 'q1', performance: 0 },
      { query: 'q2', completion: 'a', references: ['b', '1'], grader: 'F1', inputTokens: 5 },
    ]);
  });

  it.each([
    ['{"id":"q1","performance":1}\n[1]\n', 'line 2: expected a JSON object.'],
    ['{"id":"q1","performance":1}\n\n{"id":"q2"\n', 'line 3: expected a JSON object.'],
    ['{"id":"q1","performance":"1"}', 'line 1: expected performance from 0 to 1, got "1".'],
    ['{"performance":1}', 'line 1: expected the id of an anchor query.'],
  ])('says what is wrong with %j, and where', async (text, problem) => {
    expect(await problemOf(text)).toContain(problem);
  });
});
