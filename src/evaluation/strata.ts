import type { AnswerSheet } from './answers.js';

/** [queries] number of the task, where tasks are to keep their size in resamples; else null. */
export function strataOf({ test }: AnswerSheet, { stratified }: { readonly stratified: boolean }): Int32Array | null {
  if (!stratified) return null;
  const names = [...new Set(test.responses.queries.map((q) => q.task))];
  return Int32Array.from(test.responses.queries, (q) => names.indexOf(q.task));
}
