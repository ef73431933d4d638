import { z } from 'zod';
import { setting } from './config-setting.js';

/** Graders that reach outside the process. */
export const gradingSettings = {
  judgeUrl: setting(
    z
      .string()
      .regex(/^https?:\/\//, 'expected http://… or https://…')
      .optional(),
    'THETA_JUDGE_URL',
    'OpenAI-compatible API, up to and with its version, of the LLM behind the grader "judge"; without it nothing is judged.',
  ),
  judgeModel: setting(
    z.string().optional(),
    'THETA_JUDGE_MODEL',
    'LLM to ask there; needed when an address is given. Whoever may submit answers may have it asked.',
  ),
  judgeKey: setting(z.string().optional(), 'THETA_JUDGE_KEY', 'Its key, sent as a bearer token.'),
  codeGrader: setting(
    z.string().trim().min(1).optional(),
    'THETA_CODE_GRADER',
    'Command line behind the grader "code" of `theta calibrate` and `theta submit`, run by sh on code that an LLM wrote; docs/graders.md says with what. A server never runs it.',
  ),
};
