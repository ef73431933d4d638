import type { Graders } from '../calibration/graders/index.js';
import { createGraders } from '../calibration/graders/index.js';
import type { Config } from '../config.js';
import { commandEnvironment } from '../config.js';
import { commandRunner } from '../jobs/grading/command-runner.js';
import { configuredJudge } from '../jobs/grading/judge.js';

/** Of the grader's command. */
const LIMIT_BYTES = 1 << 20;

export interface CommandChoice {
  /** A command line for sh; null takes the one of the settings. */
  readonly graderCommand?: string | undefined;
  /** Seconds. */
  readonly graderTimeout: number;
}

/** Every grader that is set up for this command line, the operator's command among them. */
export function configuredGraders(config: Config, { graderCommand, graderTimeout }: CommandChoice): Graders {
  const command = graderCommand ?? config.codeGrader;
  const limits = { timeoutMs: graderTimeout * 1000, limitBytes: LIMIT_BYTES, env: commandEnvironment() };
  return createGraders({
    command: command === undefined ? null : commandRunner({ command, ...limits }),
    judge: configuredJudge(config),
  });
}
