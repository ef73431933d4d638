import type { ExecutionResult } from 'graphql';

const DONE = { done: true, value: undefined } as const;

/**
 * The response to each event of a source. An event is taken when the one before has been sent, so what waits, waits in the
 * source. Shaped as a generator, because the transports end only those.
 */
export class ResponseStream implements AsyncGenerator<ExecutionResult, undefined, undefined> {
  readonly #events: AsyncIterator<unknown>;
  #ended = false;

  /** `onEnd` is called once, however it ends. */
  constructor(
    source: AsyncIterable<unknown>,
    private readonly respond: (event: unknown) => Promise<ExecutionResult>,
    private readonly onEnd: () => void,
    /** Whether a response is the last one. */
    private readonly isLast: (response: ExecutionResult) => boolean = () => false,
  ) {
    this.#events = source[Symbol.asyncIterator]();
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      if (this.#ended) return DONE;
      const event = await this.#events.next();
      if (event.done !== true) {
        const value = await this.respond(event.value);
        if (this.isLast(value)) await this.return();
        return { done: false, value };
      }
    } catch (error) {
      await this.return();
      throw error;
    }
    this.#end();
    return DONE;
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#end();
    await this.#events.return?.();
    return DONE;
  }

  async throw(error: unknown): Promise<never> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.onEnd();
  }
}
