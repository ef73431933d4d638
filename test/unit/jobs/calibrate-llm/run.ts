import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createGraders } from '../../../../src/calibration/graders/index.js';
import type { AnchorResponse, AnchorSelection } from '../../../../src/calibration/types.js';
import { calibrateLlm } from '../../../../src/jobs/calibrate-llm/calibrate-llm.js';
import { openJournal } from '../../../../src/jobs/calibrate-llm/journal.js';
import type { JournalHeader } from '../../../../src/jobs/calibrate-llm/journal-lines.js';
import type {
  CalibrateOutcome,
  CalibratePorts,
  CalibrateRequest,
  OfferedQuery,
  RunProgress,
  Standing,
} from '../../../../src/jobs/calibrate-llm/types.js';

export const HEADER: JournalHeader = {
  journal: 'theta calibrate',
  version: 1,
  llm: 'new-llm',
  endpoint: 'http://llm.example/v1',
  model: 'new-llm',
  system: null,
  maxTokens: null,
  temperature: null,
};
export const REQUEST: CalibrateRequest = {
  count: 10,
  batch: 4,
  concurrency: 3,
  selection: null,
  stopEarly: true,
  grader: null,
};
export const journalPath = () => join(mkdtempSync(join(tmpdir(), 'theta-journal-')), 'new-llm.jsonl');

export const query = (i: number, change: Partial<OfferedQuery> = {}): OfferedQuery => ({
  id: `q${i}`,
  text: `What is ${i} + 1?`,
  task: 'gsm8k',
  references: [String(i + 1)],
  grader: null,
  ...change,
});
export const queries = (count: number) => Array.from({ length: count }, (_, i) => query(i));

/** A store in memory, and an LLM that is right: what a run sees, and what it did. */
export class World {
  readonly asked: string[] = [];
  readonly submissions: (readonly AnchorResponse[])[] = [];
  readonly selections: AnchorSelection[] = [];
  readonly progress: RunProgress[] = [];
  readonly notes: string[] = [];
  readonly stored = new Map<string, number>();
  widest = 0;
  #open = 0;

  constructor(
    readonly offered: readonly OfferedQuery[],
    readonly answer: (text: string, signal: AbortSignal) => Promise<string> = async (text) => right(text),
    readonly advice: (responses: number) => Standing['advice'] = () => null,
    readonly change: Partial<CalibratePorts<Standing>> = {},
  ) {}

  async run(
    path: string,
    request: Partial<CalibrateRequest> = {},
    signal: AbortSignal = new AbortController().signal,
  ): Promise<CalibrateOutcome<Standing>> {
    const graders = createGraders();
    await using journal = await openJournal(path, HEADER);
    const ports: CalibratePorts<Standing> = {
      anchors: async ({ count, selection }) => {
        this.selections.push(selection);
        return this.offered.filter(({ id }) => !this.stored.has(id)).slice(0, count);
      },
      ask: async (text, either) => {
        this.asked.push(text);
        this.widest = Math.max(this.widest, ++this.#open);
        try {
          await wait(1);
          return { text: await this.answer(text, either), inputTokens: 5, outputTokens: NaN, finishReason: 'stop' };
        } finally {
          this.#open--;
        }
      },
      graders: {
        available: graders.available,
        grade: ({ text, references, grader }, completion, either) =>
          graders.grade(grader, { query: text, completion, references }, {}, either),
      },
      submit: async (responses) => {
        this.submissions.push(responses);
        for (const { query: id, performance } of responses) this.stored.set(id, performance);
        return { status: 'WARMING', responses: this.stored.size, advice: this.advice(this.stored.size) };
      },
      journal,
      onProgress: (progress) => this.progress.push(progress),
      onStanding: () => undefined,
      note: (line) => this.notes.push(line),
      ...this.change,
    };
    return await calibrateLlm({ ...REQUEST, ...request }, ports, signal);
  }
}

/** "What is 3 + 1?" → "It is 4." */
export const right = (text: string): string => `It is ${Number(/\d+/.exec(text)?.[0]) + 1}.`;
