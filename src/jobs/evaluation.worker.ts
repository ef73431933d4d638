import { runEvaluation } from './run-evaluation.js';
import { workInThread } from './work-in-thread.js';

/** The evaluation thread. */
await workInThread(runEvaluation);
