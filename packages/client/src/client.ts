import { ThetaClientError } from './error.js';
import * as g from './generated.js';
import type { Operation } from './operation.js';
import type { Connection, RequestOptions } from './send.js';
import { send } from './send.js';

export interface ThetaClientOptions extends RequestOptions {
  /** Address of the server, for example http://localhost:4400; /graphql is added where it has no path. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly apiKey?: string | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** A decision, or the reason why there is none: look at `__typename`. */
export type RouteOutcome = g.RouteQuery['route'];
export type RoutingDecision = Extract<RouteOutcome, { __typename: 'RoutingDecision' }>;
export type RouteRefusal = Extract<RouteOutcome, { __typename: 'RouteRefusal' }>;

/** Every method throws ThetaClientError; a refusal to route is a result, not an error. */
export class ThetaClient {
  readonly #connection: Connection;

  constructor({ url, apiKey, headers, fetch: given, ...options }: ThetaClientOptions) {
    this.#connection = {
      ...options,
      url: endpoint(url),
      headers: { ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }), ...headers },
      fetch: given ?? fetch,
      pause,
      random: Math.random,
    };
  }

  /** Any operation: a document of this package, or a text with the types that you say. */
  async request<Result, Variables>(
    document: Operation<Result, Variables> | string,
    variables: Variables,
    options: RequestOptions = {},
  ): Promise<Result> {
    const text = typeof document === 'string' ? document : document.text;
    return (await send({ ...this.#connection, ...options }, text, variables)) as Result;
  }

  /** The LLM for one query. */
  async route(input: g.RouteInput, options?: RequestOptions): Promise<RouteOutcome> {
    return (await this.request(g.RouteDocument, { input }, options)).route;
  }

  /** The same for many queries, in their order. */
  async routeMany(inputs: readonly g.RouteInput[], options?: RequestOptions): Promise<RouteOutcome[]> {
    return (await this.request(g.RouteManyDocument, { inputs: [...inputs] }, options)).routeMany;
  }

  /** What each router would choose; all routers that are loaded when none are named. */
  async compare(input: g.RouteInput, routers?: readonly string[], options?: RequestOptions) {
    const named = routers ? { routers: [...routers] } : {};
    return (await this.request(g.CompareDocument, { input, ...named }, options)).compare.entries;
  }

  /** One page of logged decisions, newest first. */
  async decisions(variables: g.LoggedDecisionsQueryVariables = {}, options?: RequestOptions) {
    return (await this.request(g.LoggedDecisionsDocument, variables, options)).decisions;
  }

  /** What came of a decision: a score, a thumb, a preferred LLM or a corrected label. */
  async feedback(input: g.RecordFeedbackInput, options?: RequestOptions) {
    return (await this.request(g.RecordFeedbackDocument, { input }, options)).recordFeedback;
  }

  /** Each with its own error. */
  async feedbackBatch(inputs: readonly g.RecordFeedbackInput[], options?: RequestOptions) {
    return (await this.request(g.RecordFeedbackBatchDocument, { inputs: [...inputs] }, options)).recordFeedbackBatch;
  }

  async llms(filter: g.LlmsQueryVariables = {}, options?: RequestOptions) {
    return (await this.request(g.LlmsDocument, filter, options)).llms;
  }

  /** Null where the catalogue has none of that id. */
  async llm(id: string, options?: RequestOptions) {
    return (await this.request(g.LlmDocument, { id }, options)).llm;
  }

  async registerLlm(input: g.RegisterLlmInput, options?: RequestOptions) {
    return (await this.request(g.RegisterLlmDocument, { input }, options)).registerLlm;
  }

  async retireLlm(llm: string, reason: string, options?: RequestOptions) {
    return (await this.request(g.RetireLlmDocument, { llm, reason }, options)).retireLlm;
  }

  async setPrice(input: g.SetPriceInput, options?: RequestOptions) {
    return (await this.request(g.SetPriceDocument, { input }, options)).setPrice;
  }

  async pools(options?: RequestOptions) {
    return (await this.request(g.PoolsDocument, {}, options)).pools;
  }

  async addToPool(variables: g.AddToPoolMutationVariables, options?: RequestOptions) {
    return (await this.request(g.AddToPoolDocument, variables, options)).addToPool;
  }

  async removeFromPool(variables: g.RemoveFromPoolMutationVariables, options?: RequestOptions) {
    return (await this.request(g.RemoveFromPoolDocument, variables, options)).removeFromPool;
  }

  async routers(options?: RequestOptions) {
    return (await this.request(g.RoutersDocument, {}, options)).routers;
  }
}

function endpoint(url: string): string {
  const whole = new URL(url);
  if (whole.pathname === '/') whole.pathname = '/graphql';
  return whole.href;
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new ThetaClientError('CANCELLED', 'The request was cancelled.', { cause: signal?.reason }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
