import type { Command } from 'commander';
import type { Config } from '../config.js';
import { callApi } from './api-client.js';
import type { Calibration } from './calibration-report.js';
import { calibrationReport } from './calibration-report.js';
import type { Anchor } from './cold-start-operations.js';
import { ANCHORS, CALIBRATION, SUBMIT } from './cold-start-operations.js';
import { configuredGraders } from './configured-graders.js';
import { gradedHere } from './grade-here.js';
import { integer, list, number, selection } from './options.js';
import type { Terminal } from './output.js';
import { readTextFile } from './read-text-file.js';
import { readResponses } from './response-file.js';

interface AnchorOptions {
  readonly llm: string;
  readonly count: number;
  readonly selection: string;
  readonly router?: string;
  readonly tasks?: string[];
  readonly sources?: string[];
  readonly seed: number;
  readonly server?: string;
}

interface StateOptions {
  readonly llm: string;
  readonly server?: string;
  readonly json?: boolean;
}

interface SubmitOptions extends StateOptions {
  readonly serve: boolean;
  readonly grader?: string;
  readonly graderCommand?: string;
  readonly graderTimeout: number;
}

/** The test of a new LLM by hand: which queries to ask it, and what it answered. */
export function addColdStart(program: Command, config: () => Config, terminal: Terminal): void {
  program
    .command('anchors')
    .description('Print the stored queries to ask an LLM next, one JSON object with id, text and task on each line.')
    .requiredOption('--llm <id>', 'the LLM to be asked')
    .option('--count <n>', 'how many; fewer come where fewer are stored that it has not answered', integer, 20)
    .option('--selection <how>', 'stratified, adaptive (most informative) or random', selection, 'STRATIFIED')
    .option('--router <id>', 'the router that tells what a query would teach (default: the default router)')
    .option('--tasks <list>', 'only queries of these tasks', list)
    .option('--sources <list>', 'only queries of these imports', list)
    .option('--seed <n>', 'of random choices', integer, 0)
    .option('--server <url>', 'ask this server instead of opening the database')
    .action(async ({ server, ...input }: AnchorOptions) => {
      const { anchorQueries } = await callApi<{ anchorQueries: readonly Anchor[] }>(
        config(),
        ANCHORS,
        { input },
        server,
      );
      for (const anchor of anchorQueries) terminal.out(JSON.stringify(anchor));
      if (anchorQueries.length < input.count) {
        terminal.note(
          `${anchorQueries.length} of ${input.count}: ${input.llm} has answered all others that are stored.`,
        );
      }
    });

  program
    .command('submit')
    .description('Store what an LLM made of anchor queries, and let routers learn from it at once.')
    .argument(
      '<file>',
      'one JSON object on each line: id of the query, and performance in [0, 1] or completion and references',
    )
    .requiredOption('--llm <id>', 'the LLM that answered')
    .option('--grader <id>', 'of completions that name none: exact, f1, contains, choice, numeric, code or judge')
    .option('--grader-command <line>', 'of the grader code; it runs what the LLM wrote (default: THETA_CODE_GRADER)')
    .option('--grader-timeout <seconds>', 'of one run of it', number, 10)
    .option('--no-serve', 'store only; the next answers that are served bring these in')
    .option('--server <url>', 'tell this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async (path: string, { llm, serve, grader, graderCommand, graderTimeout, server, json }: SubmitOptions) => {
      const settings = config();
      const given = readResponses(
        await readTextFile(
          path,
          'Give a file with one JSON object on each line, as `theta anchors` prints them, with performance added.',
        ),
        path,
        grader,
      );
      const graders = configuredGraders(settings, { graderCommand, graderTimeout });
      const responses = await gradedHere(given, graders, new AbortController().signal);
      const input = { llm, serve, responses };
      const answer = await callApi<{ submitResponses: Calibration }>(settings, SUBMIT, { input }, server);
      show(answer.submitResponses, json);
    });

  program
    .command('calibration')
    .description('Show what each router knows of an LLM, and whether more answers would change what is chosen.')
    .requiredOption('--llm <id>', 'the LLM')
    .option('--server <url>', 'ask this server instead of opening the database')
    .option('--json', 'print as JSON')
    .action(async ({ llm, server, json }: StateOptions) => {
      const { calibration } = await callApi<{ calibration: Calibration }>(config(), CALIBRATION, { llm }, server);
      show(calibration, json);
    });

  const show = (state: Calibration, json: boolean | undefined) =>
    terminal.out(json ? JSON.stringify(state, null, 2) : calibrationReport(state));
}
