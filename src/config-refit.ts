import { z } from 'zod';
import { integer, setting } from './config-setting.js';
import { COUNTED_ROUTERS, PROMOTE_RULES } from './jobs/refit/settings.js';

/** Three weeks: timers of Node hold no more than 24.8 days. */
const LONGEST_MINUTES = 30_240;

/** Training anew on all stored responses, and the rule by which the result serves. */
export const refitSettings = {
  refitEvery: setting(
    integer(0, LONGEST_MINUTES).default(0),
    'THETA_REFIT_EVERY',
    'Minutes between two refits, which train on all stored responses and compare the result with what serves; 0 makes them on demand only.',
  ),
  refitMinResponses: setting(
    integer(1, 1_000_000_000).default(500),
    'THETA_REFIT_MIN_RESPONSES',
    'Responses that must be new since the last fit for a scheduled refit.',
  ),
  refitHeldOutShare: setting(
    z.coerce.number().min(0.02).max(0.5).default(0.1),
    'THETA_REFIT_HELD_OUT_SHARE',
    'Share of the stored queries that no refit trains on; it is compared on them. The same queries every time.',
  ),
  refitPromote: setting(
    z.enum(PROMOTE_RULES).default('never'),
    'THETA_REFIT_PROMOTE',
    'When the result of a refit serves without being looked at: never; not-worse, by the margin below; better, where its interval is above 0.',
  ),
  refitMargin: setting(
    z.coerce.number().min(0).max(100).default(1),
    'THETA_REFIT_MARGIN',
    'Points of reward: a refit is not worse where the lower end of the 95 % interval of the difference is −margin or above.',
  ),
  refitMinQueries: setting(
    integer(20, 10_000_000).default(100),
    'THETA_REFIT_MIN_QUERIES',
    'Held-out queries that neither version has seen which a refit needs to serve without being looked at.',
  ),
  refitRouters: setting(
    z.enum(COUNTED_ROUTERS).default('default'),
    'THETA_REFIT_ROUTERS',
    'Which routers of the result have to pass: the default one, or all that both versions have.',
  ),
  refitLostLlms: setting(
    z.enum(['refuse', 'allow']).default('refuse'),
    'THETA_REFIT_LOST_LLMS',
    'Whether a refit may serve without being looked at that cannot answer for an LLM of the default pool for which what serves can.',
  ),
};
