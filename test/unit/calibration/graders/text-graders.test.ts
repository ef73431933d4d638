import { describe, expect, it } from 'vitest';
import { createGraders, TEXT_GRADERS } from '../../../../src/calibration/graders/index.js';
import { gradersOf } from '../../../../src/calibration/graders/task-graders.js';
import { seededRng } from '../../../../src/domain/random.js';

const QUESTION = 'Which is a prime?\nA. 4\nB. 7\nC. 9\nD. 12';
const choice = (completion: string, reference = 'B', query = QUESTION) =>
  TEXT_GRADERS.choice({ query, completion, references: [reference] });

describe('choice', () => {
  it.each([
    'B',
    '(B)',
    '**B**',
    'B) 7',
    'B. 7',
    'The answer is (B).',
    'The correct answer is **B**, because 7 has no divisors.',
    'A is 2·2 and C is 3·3.\n\nAnswer: B',
    '\\boxed{B}',
    'So we get $\\boxed{\\text{B}}$.',
    '<think>Maybe A. Or C?</think>B',
    'Reasoning about A… </think>\nThe answer is B.',
    '答案是B。',
    'Ｂ',
    '7',
  ])('reads B out of %j', (completion) => {
    expect(choice(completion)).toMatchObject({ score: 1, reason: 'MATCH', extracted: 'B' });
  });

  it.each([
    ['The answer is C.', 'MISMATCH', 'C'],
    ['I cannot say.', 'UNREADABLE', null],
    ['A, B, C and D are all numbers.', 'UNREADABLE', null],
    ['The answer is A or B.', 'UNREADABLE', null],
    ['', 'EMPTY', null],
    ['<think>B</think>', 'EMPTY', null],
  ] as const)('does not guess: %j is %s', (completion, reason, extracted) => {
    expect(choice(completion)).toMatchObject({ score: 0, reason, extracted });
  });

  it('takes the text of an option for a reference, and refuses what is neither', () => {
    expect(choice('B', '7').score).toBe(1);
    expect(() => choice('B', 'seventeen')).toThrow(expect.objectContaining({ code: 'REFERENCE_INVALID' }) as unknown);
  });
});

describe('numeric', () => {
  const grade = (completion: string, reference: string, tolerance?: { relative: number; absolute: number }) =>
    TEXT_GRADERS.numeric({ query: '', completion, references: [reference] }, { tolerance });

  it('reads whole solutions, percent signs and a tolerance', () => {
    expect(grade('She has 3 left, so 72.', '48 + 24 = 72\n#### 72').score).toBe(1);
    expect(grade('45%', '0.45').score).toBe(1);
    expect(grade('3.1', '3.14159', { relative: 0.02, absolute: 0 }).score).toBe(1);
    expect(grade('3.1', '3.14159').score).toBe(0);
    expect(grade('no idea', '4')).toMatchObject({ score: 0, reason: 'UNREADABLE' });
    expect(() => grade('4', 'four')).toThrow(expect.objectContaining({ code: 'REFERENCE_INVALID' }) as unknown);
  });
});

describe('contains', () => {
  const grade = (completion: string, ...references: string[]) =>
    TEXT_GRADERS.contains({ query: '', completion, references });

  it('finds a reference as whole words in a longer answer', () => {
    expect(grade('It was painted by Leonardo da Vinci in 1503.', 'da vinci', 'Leonardo').score).toBe(1);
    expect(grade('A cartoon.', 'art').score).toBe(0);
    expect(grade('那是北京。', '北京').score).toBe(1);
  });
});

describe('every grader that reads text', () => {
  const ids = Object.keys(TEXT_GRADERS) as (keyof typeof TEXT_GRADERS)[];

  it.each(ids)('%s stays in [0, 1], is sure of the reference itself, and looks at the best of several', (id) => {
    const rng = seededRng(7);
    const parts = [
      'B',
      '72',
      ' the answer is ',
      '\n',
      '<think>',
      '</think>',
      '(C)',
      '1,000',
      '北京',
      '\\boxed{',
      '}',
      '%',
    ];
    const references = ['B', '72'].slice(0, id === 'choice' ? 1 : 2).slice(id === 'numeric' ? 1 : 0);
    for (let i = 0; i < 400; i++) {
      const completion = Array.from({ length: rng.integer(9) }, () => parts[rng.integer(parts.length)]).join('');
      const { score, reason } = TEXT_GRADERS[id]({ query: QUESTION, completion, references });
      expect(score >= 0 && score <= 1).toBe(true);
      expect(reason === 'MATCH').toBe(score === 1);
      const more = TEXT_GRADERS[id]({ query: QUESTION, completion, references: [...references, ...references] });
      expect(more.score).toBe(score);
    }
    for (const reference of references) {
      expect(TEXT_GRADERS[id]({ query: QUESTION, completion: reference, references }).score).toBe(1);
    }
  });

  it.each(ids)('%s is done with a megabyte at once', (id) => {
    const references = [id === 'choice' ? 'B' : '72'];
    for (const unit of ['a ', '(((', '1,', '<think>', '\\boxed{', 'the answer is ', '```']) {
      const completion = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const { score } = TEXT_GRADERS[id]({ query: QUESTION, completion, references });
      // Quadratic work on a megabyte would take minutes, longer than a test may.
      expect(score).toBeLessThan(1);
    }
  });
});

describe('graders by name', () => {
  const never = new AbortController().signal;
  const input = { query: '', completion: '4', references: ['4'] };

  it('offers what is set up, and says what is missing for the rest', async () => {
    const graders = createGraders();
    expect(graders.available).toEqual(['exact', 'f1', 'contains', 'choice', 'numeric']);
    await expect(graders.grade('code', input, {}, never)).rejects.toMatchObject({ code: 'GRADER_UNAVAILABLE' });
    await expect(graders.grade('exact', { ...input, references: [] }, {}, never)).rejects.toMatchObject({
      code: 'REFERENCE_INVALID',
    });
  });

  it('lets a command decide, by exit code or by a score, and tells trouble of the LLM from trouble of the operator', async () => {
    const run = (exitCode: number, stdout = '') =>
      createGraders({ command: async () => ({ how: 'exited', exitCode, stdout, stderr: 'why' }) });
    const grade = (graders: ReturnType<typeof run>) => graders.grade('code', input, {}, never);
    expect(await grade(run(0))).toMatchObject({ score: 1, reason: 'MATCH' });
    expect(await grade(run(0, 'log\nscore: 0.75\n'))).toMatchObject({ score: 0.75, reason: 'PARTIAL' });
    expect(await grade(run(0, 'score: 7'))).toMatchObject({ score: 0, reason: 'FAILED' });
    expect(await grade(run(1))).toMatchObject({ score: 0, reason: 'MISMATCH', detail: 'Exit code 1: why' });
    await expect(grade(run(127))).rejects.toMatchObject({ code: 'GRADER_FAILED' });
    const slow = createGraders({ command: async () => ({ how: 'timed out', timeoutMs: 5 }) });
    expect(await grade(slow)).toMatchObject({ score: 0, reason: 'TIMED_OUT' });
  });

  it('believes a judge only with the word that was asked back', async () => {
    const judged = (answers: string[]) => {
      let at = 0;
      const judge = { ask: async () => answers[at++] ?? '', attempts: 2, nonce: () => 'word' };
      return createGraders({ judge }).grade('judge', input, {}, never);
    };
    expect(await judged(['{"check": "word", "score": 0.5, "reason": "half"}'])).toMatchObject({
      score: 0.5,
      detail: 'half',
    });
    expect(await judged(['Sure!', '```json\n{"check": "word", "score": 1}\n```'])).toMatchObject({ score: 1 });
    await expect(judged(['{"check": "other", "score": 1}', '{"score": 1}'])).rejects.toMatchObject({
      code: 'GRADER_FAILED',
    });
  });

  it('knows what suits a task', () => {
    expect(gradersOf('gsm8k')).toEqual(['numeric']);
    expect(gradersOf('MMLU-anatomy')).toEqual(['choice']);
    expect(gradersOf('mathematics')).toEqual([]);
    expect(gradersOf(null)).toEqual([]);
  });
});
