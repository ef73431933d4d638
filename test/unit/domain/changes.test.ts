import { describe, expect, it } from 'vitest';
import { Changes } from '../../../src/domain/changes.js';
import type { Stream } from '../../../src/domain/paced-stream.js';

interface State {
  readonly id: string;
  readonly at: number;
  readonly last: boolean;
}
const state = (id: string, at: number, last = false): State => ({ id, at, last });
const changes = () => new Changes<State>({ keyOf: ({ id }) => id, isLast: ({ last }) => last });
const taken = async (stream: Stream<State>) => {
  const all: string[] = [];
  for await (const { id, at } of stream) all.push(`${id}${at}`);
  return all;
};
const settled = async (promise: Promise<unknown>) => {
  const pending = Symbol();
  const first = await Promise.race([promise, new Promise((resolve) => setImmediate(() => resolve(pending)))]);
  return first !== pending;
};

describe('a reader of changes', () => {
  it('gets the present state at once, each change when it keeps up, and the end after the last one', async () => {
    const all = changes();
    const stream = all.follow(state('a', 0));
    expect(await stream.next()).toEqual({ done: false, value: state('a', 0) });
    const waits = stream.next();
    expect(await settled(waits)).toBe(false);
    all.publish(state('b', 7));
    all.publish(state('a', 1));
    expect(await waits).toEqual({ done: false, value: state('a', 1) });
    all.publish(state('a', 2, true));
    expect(all.readers).toBe(0);
    expect(await taken(stream)).toEqual(['a2']);
  });

  it('that is slow gets the latest state only, and the last one always', async () => {
    const all = changes();
    const stream = all.follow(state('a', 0));
    for (let at = 1; at < 100_000; at++) all.publish(state('a', at));
    expect(await stream.next()).toEqual({ done: false, value: state('a', 99_999) });
    for (let at = 0; at < 1000; at++) all.publish(state('a', at));
    all.publish(state('a', 1000, true));
    expect(await taken(stream)).toEqual(['a1000']);
  });

  it('of everything gets the latest of each, in the order in which they began to wait', async () => {
    const all = changes();
    const stream = all.all();
    all.publish(state('a', 0));
    all.publish(state('b', 0));
    for (let at = 1; at < 50; at++) all.publish(state('a', at));
    all.publish(state('b', 1, true));
    all.publish(state('c', 0));
    all.close();
    expect(await taken(stream)).toEqual(['a49', 'b1', 'c0']);
  });

  it('ends while it waits, when it returns and when the changes are closed', async () => {
    const all = changes();
    const [left, open] = [all.follow(state('a', 0)), all.all()];
    await left.next();
    const waiting = [left.next(), left.next(), open.next()];
    await left.return();
    expect([await waiting[0], await waiting[1]]).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(all.readers).toBe(1);
    all.close();
    expect(await waiting[2]).toEqual({ done: true, value: undefined });
    expect(all.readers).toBe(0);
  });

  it('that has returned takes nothing more, not even what waited', async () => {
    const all = changes();
    const stream = all.follow(state('a', 0));
    await stream.return();
    await stream.return();
    all.publish(state('a', 1));
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('of what has ended already gets its state and the end', async () => {
    const all = changes();
    const stream = all.follow(state('a', 3, true));
    expect(all.readers).toBe(0);
    expect(await taken(stream)).toEqual(['a3']);
  });
});
