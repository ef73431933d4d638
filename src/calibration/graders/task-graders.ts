import type { GraderId } from './contract.js';

/**
 * Which grader suits a task by its name, the first that can use the references. Names are compared in lower case with "_" for
 * every other sign; a name with more behind it ("mmlu_anatomy") goes with the longest row that begins it. An operator
 * overrides it by naming a grader.
 */
export const TASK_GRADERS: Readonly<Record<string, readonly GraderId[]>> = Object.freeze({
  mmlu: ['choice'],
  cmmlu: ['choice'],
  ceval: ['choice'],
  aclue: ['choice'],
  agieval: ['choice'],
  arc: ['choice'],
  gpqa: ['choice'],
  openbook_qa: ['choice'],
  openbookqa: ['choice'],
  commonsense_qa: ['choice'],
  commonsenseqa: ['choice'],
  hellaswag: ['choice'],
  winogrande: ['choice'],
  piqa: ['choice'],
  social_iqa: ['choice'],
  truthfulqa: ['choice', 'judge'],
  gsm8k: ['numeric'],
  mgsm: ['numeric'],
  agentverse_mgsm: ['numeric'],
  agentverse_logicgrid: ['numeric'],
  svamp: ['numeric'],
  math: ['numeric', 'judge'],
  natural_qa: ['contains'],
  natural_questions: ['contains'],
  nq: ['contains'],
  trivia_qa: ['contains'],
  triviaqa: ['contains'],
  squad: ['f1'],
  hotpot_qa: ['f1'],
  hotpotqa: ['f1'],
  drop: ['f1'],
  mbpp: ['code'],
  human_eval: ['code'],
  humaneval: ['code'],
  commongen: ['judge'],
  mt_bench: ['judge'],
});

/** The graders of a task, best first; empty for a task that the table does not know. */
export function gradersOf(task: string | null): readonly GraderId[] {
  const name = (task ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const row = Object.keys(TASK_GRADERS)
    .filter((key) => name === key || name.startsWith(`${key}_`))
    .sort((a, b) => b.length - a.length)[0];
  return row === undefined ? [] : (TASK_GRADERS[row] as readonly GraderId[]);
}
