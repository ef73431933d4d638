import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { createSourceEventStream, execute } from 'graphql';
import { ApiContext } from '../../resolvers/context.js';
import type { FaultReport } from '../errors/faults.js';
import type { ServerObserver } from '../observer.js';
import { refused } from './read-subscription.js';
import { ResponseStream } from './response-stream.js';

/** Results as they come, or one result that says why there are none. `contextValue` is an ApiContext. */
export type Subscribe = (args: ExecutionArgs) => Promise<ResponseStream | ExecutionResult>;

/** Subscribes for every transport; `maxStreams` of them at once. */
export function subscriber(
  maxStreams: number,
  reportFaults: FaultReport,
  observer?: Pick<ServerObserver, 'subscribed'>,
): Subscribe {
  let open = 0;
  const count = (change: 1 | -1) => {
    open += change;
    observer?.subscribed(change);
  };
  const reported = (result: ExecutionResult, args: ExecutionArgs): ExecutionResult => {
    if (result.errors) reportFaults(result.errors, args.contextValue as ApiContext, args.operationName);
    return result;
  };
  return async (args) => {
    if (open >= maxStreams) {
      const message = `${open} subscriptions are open; the limit is ${maxStreams}.`;
      return { errors: [refused('OVERLOADED', message, 'Complete those that are not needed, or try again shortly.')] };
    }
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) {
      // What does not point at a field is about the variables.
      for (const error of source.errors ?? []) if (!error.path) error.extensions['code'] ??= 'BAD_USER_INPUT';
      return reported(source, args);
    }
    const { services, requestId, principal, isWelcome } = args.contextValue as ApiContext;
    const respond = async (rootValue: unknown): Promise<ExecutionResult> => {
      if (!(await isWelcome())) return { errors: [refused('UNAUTHENTICATED', ...NO_LONGER)] };
      // One context an event: loaders remember what they have loaded, and a subscription may live for days.
      const contextValue = new ApiContext(services, requestId, undefined, principal);
      return reported(await execute({ ...args, rootValue, contextValue }), args);
    };
    count(1);
    return new ResponseStream(source, respond, () => count(-1), isFarewell);
  };
}

/** Message and hint. */
const NO_LONGER = [
  'The key or token that this subscription began with is no longer good.',
  'Subscribe again with one that is.',
] as const;

/** Whether a response says that its stream ends. */
const isFarewell = ({ errors }: ExecutionResult): boolean =>
  errors?.some((error) => error.message === NO_LONGER[0]) === true;
