import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../../src/jobs/calibrate-llm/journal.js';
import type { Answer } from '../../../../src/jobs/calibrate-llm/types.js';
import { HEADER, journalPath, query } from './run.js';

const answer = (i: number): Answer => ({
  query: query(i),
  completion: `Zwei\nZeilen ${i} 🙂`,
  inputTokens: 3,
  outputTokens: null,
  cutOff: false,
});

async function written(path: string): Promise<void> {
  await using journal = await openJournal(path, HEADER);
  await Promise.all([0, 1, 2].map((i) => journal.answer(answer(i))));
  await journal.submit(['q0', 'q1']);
}

describe('the journal of a calibration', () => {
  it('gives back answers and what was submitted', async () => {
    const path = journalPath();
    await written(path);
    await using journal = await openJournal(path, HEADER);
    expect([...journal.answers.values()]).toEqual([answer(0), answer(1), answer(2)]);
    expect([...journal.submitted]).toEqual(['q0', 'q1']);
  });

  it('drops a last line that a kill cut off, wherever it did, and goes on behind it', async () => {
    const path = journalPath();
    await written(path);
    const whole = await readFile(path);
    const line = Buffer.from(`${JSON.stringify({ answer: answer(3) })}\n`);
    for (let cut = 0; cut < line.length; cut += 7) {
      await writeFile(path, Buffer.concat([whole, line.subarray(0, cut)]));
      await using journal = await openJournal(path, HEADER);
      expect(journal.answers.size).toBe(3);
      await journal.answer(answer(4));
      expect((await readFile(path)).subarray(0, whole.length)).toEqual(whole);
    }
    await using again = await openJournal(path, HEADER);
    expect([...again.answers.keys()]).toEqual(['q0', 'q1', 'q2', 'q4']);
  });

  it('begins where a kill left less than a header, and after a calibration that ended', async () => {
    const path = journalPath();
    await writeFile(path, '{"journal":"thet');
    await written(path);
    await using first = await openJournal(path, HEADER);
    expect(first.answers.size).toBe(3);
    await first.finish();
    await using second = await openJournal(path, { ...HEADER, model: 'other' });
    expect([second.answers.size, second.submitted.size]).toEqual([0, 0]);
  });

  it.each([{ llm: 'other' }, { endpoint: 'http://other.example' }, { model: 'other' }, { system: 'Be brief.' }])(
    'is refused for another calibration: %o',
    async (change) => {
      const path = journalPath();
      await written(path);
      const before = await readFile(path, 'utf8');
      const [name] = Object.keys(change);
      await expect(openJournal(path, { ...HEADER, ...change })).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(`${name} was `) as string,
      });
      expect(await readFile(path, 'utf8')).toBe(before);
    },
  );

  it('is refused where it is something else, naming the line', async () => {
    const path = journalPath();
    await writeFile(path, 'my notes\n');
    await expect(openJournal(path, HEADER)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(`${path}:1`) as string,
    });
    const damaged = journalPath();
    await written(damaged);
    await appendFile(damaged, 'x\n{"submitted":[]}\n');
    await expect(openJournal(damaged, HEADER)).rejects.toMatchObject({
      message: expect.stringContaining(':6') as string,
    });
    expect(await readFile(damaged, 'utf8')).toContain('x\n');
  });
});
