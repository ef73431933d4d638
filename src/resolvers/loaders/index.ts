import type DataLoader from 'dataloader';
import type { Feedback } from '../../routing/feedback.js';
import type { DecisionRecord } from '../../routing/ports.js';
import type { ApiServices } from '../services.js';
import { decisionLoader } from './decision.loader.js';
import { feedbackLoader } from './feedback.loader.js';

/** Loaders live for one request: they join its look-ups and never show it what another request cached. */
export interface Loaders {
  readonly decisions: DataLoader<string, DecisionRecord | null>;
  readonly feedback: DataLoader<string, readonly Feedback[]>;
}

export const createLoaders = (services: ApiServices): Loaders => ({
  decisions: decisionLoader(services.decisions),
  feedback: feedbackLoader(services.feedback),
});
