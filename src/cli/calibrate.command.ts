import { join } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../config.js';
import { keyFrom } from '../config.js';
import { systemClock } from '../domain/clock.js';
import { ThetaError, toThetaError } from '../domain/errors.js';
import type { GraderId } from '../domain/graders.js';
import { calibrateLlm } from '../jobs/calibrate-llm/calibrate-llm.js';
import { openJournal } from '../jobs/calibrate-llm/journal.js';
import { notSetUp } from '../calibration/graders/index.js';
import type { AnchorSelection } from '../calibration/types.js';
import { callApi } from './api-client.js';
import { askingEndpoint } from './asking-endpoint.js';
import { calibrateDisplay } from './calibrate-display.js';
import { calibrateSummary, nothingAsked } from './calibrate-report.js';
import type { Calibration } from './calibration-report.js';
import { calibrationReport } from './calibration-report.js';
import { CALIBRATION, SUBMIT } from './cold-start-operations.js';
import { configuredGraders } from './configured-graders.js';
import { atMost, atLeastOne, grader, list, integer, number, selection, url } from './options.js';
import type { Terminal } from './output.js';
import { offeredQueries } from './offered-queries.js';
import { readReferences } from './reference-file.js';

interface CalibrateOptions {
  readonly llm: string;
  readonly endpoint: string;
  readonly model?: string;
  readonly apiKeyEnv?: string;
  readonly count: number;
  readonly batch: number;
  readonly concurrency: number;
  readonly selection?: AnchorSelection;
  readonly stop: boolean;
  readonly references?: string;
  readonly grader?: GraderId;
  readonly graderCommand?: string;
  readonly graderTimeout: number;
  readonly systemPrompt?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly timeout: number;
  readonly tasks?: string[];
  readonly sources?: string[];
  readonly seed: number;
  readonly state?: string;
  readonly server?: string;
  readonly json?: boolean;
}

/** The test of a new LLM in one command. */
export function addCalibrate(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('calibrate')
    .description('Ask an LLM stored queries, grade and submit its answers, until more would change no decision.')
    .requiredOption('--llm <id>', 'the LLM to be asked, as it is registered')
    .requiredOption('--endpoint <url>', 'OpenAI-compatible API that it answers at, up to and with the version', url)
    .option('--model <name>', 'its name there (default: its id)')
    .option('--api-key-env <name>', 'environment variable with the key for the endpoint')
    .option('--count <n>', 'answers at which to end', atLeastOne, 100)
    .option('--batch <n>', 'answers between two submissions', atMost(500), 20)
    .option('--concurrency <n>', 'queries asked at the same time', atMost(256), 4)
    .option('--selection <how>', 'stratified, adaptive or random (default: stratified, then adaptive)', selection)
    .option('--no-stop', 'go on to the count, even when more answers would change no decision')
    .option('--references <file>', 'right answers: JSON lines of id or query, references and grader')
    .option('--grader <id>', 'of all queries: exact, f1, contains, choice, numeric, code or judge', grader)
    .option('--grader-command <line>', 'of the grader code; it runs what the LLM wrote (default: THETA_CODE_GRADER)')
    .option('--grader-timeout <seconds>', 'of one run of it', number, 10)
    .option('--system-prompt <text>', 'said to the LLM before each query')
    .option('--max-tokens <n>', 'longest answer (default: as the endpoint likes)', atLeastOne)
    .option('--temperature <t>', 'of the answers (default: as the endpoint likes)', number)
    .option('--timeout <seconds>', 'longest that one answer may take', number, 120)
    .option('--tasks <list>', 'only queries of these tasks', list)
    .option('--sources <list>', 'only queries of these imports', list)
    .option('--seed <n>', 'of random choices', integer, 0)
    .option(
      '--state <file>',
      'journal of the answers, to go on after a kill (default: one for each LLM in the data folder)',
    )
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async (options: CalibrateOptions) => {
      const { llm, endpoint, server, json } = options;
      const model = options.model ?? llm;
      const settings = config();
      const api = <T>(query: string, variables: object) => callApi<T>(settings, query, { ...variables }, server);
      const references = options.references === undefined ? null : await readReferences(options.references);
      const graders = configuredGraders(settings, options);
      if (options.grader && !graders.available.includes(options.grader)) throw notSetUp(options.grader);
      const key = options.apiKeyEnv === undefined ? null : keyFrom(options.apiKeyEnv);
      // An LLM that is not registered ends it before anything is asked or written.
      const { calibration: before } = await api<{ calibration: Calibration }>(CALIBRATION, { llm });
      const path = options.state ?? join(settings.dataFolder, 'calibrate', `${encodeURIComponent(llm)}.jsonl`);
      const asked = {
        system: options.systemPrompt ?? null,
        maxTokens: options.maxTokens ?? null,
        temperature: options.temperature ?? null,
      };
      const display = calibrateDisplay(terminal, systemClock);
      await using journal = await openJournal(path, {
        ...{ journal: 'theta calibrate', version: 1, llm, endpoint: endpoint.replace(/\/+$/, ''), model },
        ...asked,
      });
      if (journal.answers.size > 0) {
        terminal.note(`Going on: ${journal.answers.size} answers are in ${path}.`);
      }
      const interrupted = new AbortController();
      const interrupt = () => interrupted.abort();
      process.once('SIGINT', interrupt);
      process.once('SIGTERM', interrupt);
      try {
        const outcome = await calibrateLlm(
          {
            ...{ count: options.count, batch: options.batch, concurrency: options.concurrency },
            ...{ selection: options.selection ?? null, stopEarly: options.stop, grader: options.grader ?? null },
          },
          {
            anchors: offeredQueries(api, options, references),
            ask: askingEndpoint({ url: endpoint, model, key }, asked, options.timeout, () => display.retried()),
            graders: {
              available: graders.available,
              grade: ({ text, references: right, grader: id }, completion, signal) =>
                graders.grade(id, { query: text, completion, references: right }, {}, signal),
            },
            submit: async (responses) => {
              const input = { llm, responses: responses.map(jsonResponse) };
              return (await api<{ submitResponses: Calibration }>(SUBMIT, { input })).submitResponses;
            },
            journal,
            onProgress: (progress) => display.show(progress),
            onStanding: ({ status, responses, advice }) =>
              display.note(`${llm} is ${status}; ${responses} answers are stored. ${advice?.reason ?? ''}`.trim()),
            note: (line) => display.note(line),
          },
          interrupted.signal,
        );
        display.done();
        if (outcome.answered === 0) throw nothingAsked(outcome);
        const standing = outcome.standing ?? before;
        if (json) terminal.out(JSON.stringify({ ...outcome, standing }, null, 2));
        else terminal.out([calibrationReport(standing), calibrateSummary(outcome)].join('\n\n'));
      } catch (thrown) {
        display.done();
        throw withTheWayOn(thrown, journal.answers.size, path);
      } finally {
        process.off('SIGINT', interrupt);
        process.off('SIGTERM', interrupt);
      }
    });
}

/** A number that is not known is left out: JSON has none for it. */
const jsonResponse = (response: object) =>
  Object.fromEntries(Object.entries(response).filter(([, value]) => !Number.isNaN(value)));

/** The error with where the answers are, and how to go on. */
function withTheWayOn(thrown: unknown, answers: number, path: string): ThetaError {
  const error = toThetaError(thrown);
  if (answers === 0) return error;
  const kept = `${answers} answers are kept in ${path}: the same command goes on where this one ended.`;
  return new ThetaError(error.code, error.message, {
    hint: error.hint ? `${error.hint}\n${kept}` : kept,
    cause: error.cause,
  });
}
