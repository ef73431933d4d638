import type { CommandEnd, RunCommand } from './run-command.js';
import { ThetaError } from '../../domain/errors.js';
import type { Grade, GradeInput } from './contract.js';
import { EMPTY, scored } from './grade.js';
import { withoutReasoning } from './without-reasoning.js';

/** Exit codes of a shell for a command that it cannot run or find: trouble of the operator's, not of the LLM's. */
const NOT_RUN = [126, 127];

/**
 * Grades by a command of the operator's. It runs once for each reference, the reference on its standard input, until one
 * scores 1; the best counts. Exit code 0 is 1, or what a last line "score: 0.75" says; any other is 0. Throws GRADER_FAILED
 * where the command cannot run, and CANCELLED.
 */
export async function gradedByCommand(input: GradeInput, run: RunCommand, signal: AbortSignal): Promise<Grade> {
  const answer = withoutReasoning(input.completion);
  if (answer === '') return EMPTY;
  let best: Grade | null = null;
  for (const reference of input.references) {
    const end = await run({ query: input.query, completion: answer, code: codeOf(answer), reference }, signal);
    const grade = gradeOf(end);
    if (best === null || grade.score > best.score) best = grade;
    if (best.score === 1) break;
  }
  return best ?? scored(0, answer);
}

/** What stands in the fenced blocks of a completion, one below the other; without a fence, the whole of it. */
export function codeOf(completion: string): string {
  const blocks: string[] = [];
  let block: string[] | null = null;
  for (const line of completion.split('\n')) {
    const fence = /^\s{0,3}```/.test(line);
    if (fence && block) blocks.push(block.join('\n'));
    if (fence) block = block ? null : [];
    else block?.push(line);
  }
  // A completion that was cut off has an open fence.
  if (block) blocks.push(block.join('\n'));
  return blocks.length === 0 ? completion : blocks.join('\n\n');
}

function gradeOf(end: CommandEnd): Grade {
  const zero = (reason: 'TIMED_OUT' | 'FAILED', detail: string): Grade => ({
    score: 0,
    reason,
    extracted: null,
    detail,
  });
  if (end.how === 'timed out') return zero('TIMED_OUT', `The command ran longer than ${end.timeoutMs} ms.`);
  if (end.how === 'talked too much') return zero('FAILED', `The command wrote more than ${end.limitBytes} bytes.`);
  const { exitCode, stdout, stderr } = end;
  if (exitCode !== null && NOT_RUN.includes(exitCode)) {
    throw new ThetaError(
      'GRADER_FAILED',
      `The grader's command could not run (exit code ${exitCode}): ${tail(stderr)}`,
      {
        hint: 'Check the command of the grader "code": its path, and whether it may be executed.',
      },
    );
  }
  const lastLine = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (exitCode !== 0) {
    const by = exitCode === null ? 'The command was ended by a signal' : `Exit code ${exitCode}`;
    return { ...scored(0, tail(lastLine)), detail: `${by}: ${tail(stderr)}` };
  }
  const score = /^score:\s*(\S+)$/i.exec(lastLine.trim())?.[1];
  if (score === undefined) return scored(1, tail(lastLine));
  const value = Number(score);
  return value >= 0 && value <= 1
    ? scored(value, lastLine)
    : zero('FAILED', `The command said "${tail(lastLine)}"; a score is a number from 0 to 1.`);
}

const tail = (text: string): string => text.trim().slice(-200);
