import type DataLoader from 'dataloader';
import type { LlmId } from '../../domain/ids.js';
import type { DatedPrice } from '../../domain/llm.js';
import type { Feedback } from '../../routing/feedback.js';
import type { GatewayCall } from '../../gateway/ports.js';
import type { DecisionRecord } from '../../routing/ports.js';
import type { ApiServices } from '../services.js';
import { decisionLoader } from './decision.loader.js';
import { feedbackLoader } from './feedback.loader.js';
import { gatewayCallLoader } from './gateway-call.loader.js';
import { priceLoader } from './price.loader.js';

/** Loaders live for one request: they join its look-ups and never show it what another request cached. */
export interface Loaders {
  readonly decisions: DataLoader<string, DecisionRecord | null>;
  readonly feedback: DataLoader<string, readonly Feedback[]>;
  readonly gatewayCalls: DataLoader<string, GatewayCall | null>;
  readonly prices: DataLoader<LlmId, readonly DatedPrice[]>;
}

export const createLoaders = (services: ApiServices): Loaders => ({
  decisions: decisionLoader(services.decisions),
  feedback: feedbackLoader(services.feedback),
  gatewayCalls: gatewayCallLoader(services.gatewayCalls),
  prices: priceLoader(services.prices),
});
