import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../domain/clock.js';
import type { Rng } from '../../domain/random.js';
import type { AbilityAnnotator } from '../../plugins/contract.js';
import { openAiAnnotator } from './openai.js';
import type { AnnotatorSettings } from './settings.js';

/** The annotator of the configuration; null without one, which leaves it to the router's own way. */
export function annotatorFrom(settings: AnnotatorSettings | null | undefined, rng: Rng): AbilityAnnotator | null {
  if (!settings) return null;
  return openAiAnnotator(settings, {
    attempts: 4,
    firstDelayMs: 1000,
    longestDelayMs: 30_000,
    timeoutMs: 60_000,
    concurrency: 4,
    uniform: rng.uniform,
    clock: systemClock,
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  });
}
