import { runTraining } from './run-training.js';
import { workInThread } from './work-in-thread.js';

/** The training thread. */
await workInThread(runTraining);
