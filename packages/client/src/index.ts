export { ThetaClient } from './client.js';
export type { RouteOutcome, RouteRefusal, RoutingDecision, ThetaClientOptions } from './client.js';
export { ThetaClientError } from './error.js';
export * from './generated.js';
export { operation } from './operation.js';
export type { Operation } from './operation.js';
export type { RequestOptions } from './send.js';
