import type { LayoutTask } from '../../tensor/projection/lay-out.js';
import { layOut } from '../../tensor/projection/lay-out.js';
import { workInThread } from '../work-in-thread.js';

/** The thread that lays queries out. */
await workInThread((task: LayoutTask, { signal }) => layOut(task, signal));
