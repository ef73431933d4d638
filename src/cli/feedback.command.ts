import type { Command } from 'commander';
import type { Config } from '../config.js';
import { ThetaError } from '../domain/errors.js';
import { callApi } from './api-client.js';
import type { ReportAnswer } from './learn-report.js';
import { FEEDBACK_REPORT, readableReport } from './learn-report.js';
import type { Terminal } from './output.js';
import { readTextFile } from './read-text-file.js';

interface FeedbackOptions {
  readonly reporter?: string;
  readonly server?: string;
  readonly json?: boolean;
}

interface Result {
  readonly feedback: { readonly id: string } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const RECORD = /* GraphQL */ `
  mutation Record($inputs: [RecordFeedbackInput!]!) {
    recordFeedbackBatch(inputs: $inputs) {
      feedback {
        id
      }
      error {
        code
        message
      }
    }
  }
`;
/** Statements in one request. */
const BATCH = 500;

/** `onRefused` is called where a statement was refused, to be told by the exit code. */
export function addFeedback(program: Command, config: () => Config, terminal: Terminal, onRefused: () => void): void {
  const feedback = program.command('feedback').description('Record feedback on decisions, and look at what there is.');
  feedback
    .command('record')
    .description('Record statements from a file of JSON lines; one that is refused keeps no other from being stored.')
    .argument(
      '<file>',
      'one object on each line: decisionId, one of score, thumbs, preferredLlm and correctedLabel, and optionally reporter and idempotencyKey',
    )
    .option('--reporter <name>', 'who says so, where a line does not')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print what became of each line as JSON')
    .action(async (file: string, { reporter, server, json }: FeedbackOptions) => {
      const lines = await readLines(file, reporter);
      const results: (Result & { readonly line: number })[] = [];
      for (let from = 0; from < lines.length; from += BATCH) {
        const some = lines.slice(from, from + BATCH);
        const inputs = some.map(({ input }) => input);
        const answer = await callApi<{ recordFeedbackBatch: Result[] }>(config(), RECORD, { inputs }, server);
        answer.recordFeedbackBatch.forEach((result, i) =>
          results.push({ line: (some[i] as (typeof some)[number]).line, ...result }),
        );
      }
      const refused = results.filter(({ error }) => error !== null);
      if (json) terminal.out(JSON.stringify(results, null, 2));
      else terminal.out(`${results.length - refused.length} recorded, ${refused.length} refused.`);
      for (const { line, error } of refused) terminal.note(`line ${line}: ${error?.code}: ${error?.message}`);
      if (refused.length > 0) onRefused();
    });
  feedback
    .command('report')
    .description('Show what feedback there is, which reporters stand out, and where it disagrees with predictions.')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async ({ server, json }: FeedbackOptions) => {
      const answer = await callApi<{ feedbackReport: ReportAnswer }>(config(), FEEDBACK_REPORT, {}, server);
      terminal.out(json ? JSON.stringify(answer.feedbackReport, null, 2) : readableReport(answer.feedbackReport));
    });
}

/** Throws FILE_UNREADABLE, or IMPORT_BAD_ROW naming the line; nothing is recorded then. */
async function readLines(file: string, reporter: string | undefined) {
  const text = await readTextFile(file);
  return text.split(/\r?\n/).flatMap((line, i) => {
    if (line.trim() === '') return [];
    return [{ line: i + 1, input: { ...(reporter !== undefined && { reporter }), ...parsed(line, i + 1) } }];
  });
}

function parsed(line: string, number: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, without the line: it may be long.
  }
  throw new ThetaError('IMPORT_BAD_ROW', `Line ${number} is no JSON object.`, {
    hint: 'Write {"decisionId": "…", "score": 1} on each line.',
  });
}
