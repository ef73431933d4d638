import { workInThread } from '../work-in-thread.js';
import { compareVersions } from './compare-versions.js';

/** The thread that compares a candidate with what serves. */
await workInThread(compareVersions);
