import fc from 'fast-check';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { UpstreamFailure, remedyFor, statusFailure } from '../../../src/gateway/upstream/failure.js';
import { nodeSend } from '../../../src/gateway/upstream/node-send.js';
import { serverSentData } from '../../../src/gateway/upstream/server-sent-data.js';
import { watchdog } from '../../../src/gateway/upstream/watchdog.js';

describe('data of server-sent events', () => {
  async function* cutAt(bytes: Uint8Array, cuts: readonly number[]) {
    let from = 0;
    for (const cut of [...cuts, bytes.length]) {
      const to = Math.max(from, Math.min(cut, bytes.length));
      yield bytes.subarray(from, to);
      from = to;
    }
  }
  const read = async (bytes: Uint8Array, cuts: readonly number[] = [], most = 1 << 20) => {
    const out: string[] = [];
    for await (const data of serverSentData(cutAt(bytes, cuts), most)) out.push(data);
    return out;
  };

  it('comes whole, however its bytes are cut', async () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => JSON.stringify({ text }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.array(fc.nat(400)),
        fc.constantFrom('\n', '\r\n'),
        async (data, cuts, end) => {
          const text = data.map((one) => `: note${end}event: x${end}data: ${one}${end}${end}`).join('');
          const sorted = cuts.sort((a, b) => a - b);
          expect(await read(new TextEncoder().encode(text), sorted)).toEqual(data);
        },
      ),
    );
  });

  it('is not held without end', async () => {
    const endless = new TextEncoder().encode(`data: ${'x'.repeat(5000)}`);
    await expect(read(endless, [100, 200, 4000], 1000)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});

describe('a failure', () => {
  it.each([
    [[408, 409, 425, 429, 500, 502, 503, 504, 529], 'retry'],
    [[301, 302, 307, 401, 402, 403, 404, 405], 'next'],
    [[400, 413, 415, 422, 451], 'refuse'],
  ] as const)('with status %j is to %s', (statuses, remedy) => {
    expect(statuses.map(remedyFor)).toEqual(statuses.map(() => remedy));
  });

  it('keeps the answer only where the client is told it, without the key', () => {
    const headers = new Headers({ 'content-type': 'application/json', 'retry-after': '3' });
    const told = statusFailure(400, headers, '{"error":"sk-1 is bad"}', 'sk-1', 0);
    expect(told.details.answer).toEqual({ status: 400, contentType: 'application/json', body: '{"error":"… is bad"}' });
    const kept = statusFailure(401, headers, 'sk-1 is bad', 'sk-1', 0);
    expect(kept.details.answer).toBeUndefined();
    expect(kept.message).not.toContain('bad');
    expect(statusFailure(429, headers, '', null, 0).details.afterMs).toBe(3000);
  });
});

describe('a watchdog', () => {
  const TIMES = { connectMs: 1, firstByteMs: 10, idleMs: 5, totalMs: 100 };
  function held(client = new AbortController()) {
    const timers = new Map<number, () => void>();
    const after = (ms: number, work: () => void) => {
      timers.set(ms, work);
      return () => void (timers.get(ms) === work && timers.delete(ms));
    };
    const dog = watchdog(TIMES, client.signal, after);
    const codeAfter = (ms: number) => {
      timers.get(ms)?.();
      return (dog.signal.reason as UpstreamFailure | undefined)?.code;
    };
    return { dog, client, timers, codeAfter };
  }

  it('waits for the beginning, then for each piece, and not while nobody reads', () => {
    const { dog, timers, codeAfter } = held();
    expect([...timers.keys()].sort((a, b) => a - b)).toEqual([10, 100]);
    dog.began();
    expect([...timers.keys()].sort((a, b) => a - b)).toEqual([5, 100]);
    dog.hold();
    expect([...timers.keys()]).toEqual([100]);
    dog.touch();
    expect(codeAfter(5)).toBe('IDLE_TIMEOUT');
  });

  it('tells what was late', () => {
    expect(held().codeAfter(10)).toBe('FIRST_BYTE_TIMEOUT');
    expect(held().codeAfter(100)).toBe('TOTAL_TIMEOUT');
  });

  it('ends with the client, and holds nothing when it is released', () => {
    const { dog, client, timers } = held();
    client.abort('gone');
    expect(dog.signal.reason).toBe('gone');
    const other = held();
    other.dog.release();
    expect(other.timers.size).toBe(0);
    other.client.abort('gone');
    expect(other.dog.signal.aborted).toBe(false);
    expect(timers.size).toBe(2);
  });
});

describe('sending', () => {
  const request = (url: string) => ({ url, headers: {}, body: '{}', connectMs: 100 });

  it('tells a host that does not connect from one that refuses', async () => {
    const send = nodeSend();
    // It takes the connection and never answers the handshake of TLS.
    const silent = createServer((socket) => void socket.resume().on('error', () => {}));
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const { port } = silent.address() as AddressInfo;
    const never = new AbortController().signal;
    await expect(send(request(`https://127.0.0.1:${port}/v1`), never)).rejects.toMatchObject({
      code: 'CONNECT_TIMEOUT',
    });
    await new Promise((closed) => silent.close(closed));
    await expect(send(request(`http://127.0.0.1:${port}/v1`), never)).rejects.toMatchObject({ code: 'CONNECT_FAILED' });
    send.close();
  });

  it('throws what the signal fires with', async () => {
    const send = nodeSend();
    const silent = createServer((socket) => void socket.resume().on('error', () => {}));
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const { port } = silent.address() as AddressInfo;
    const controller = new AbortController();
    const reason = new UpstreamFailure('retry', 'FIRST_BYTE_TIMEOUT', 'late');
    const sent = send(request(`http://127.0.0.1:${port}/v1`), controller.signal);
    silent.once('connection', () => controller.abort(reason));
    await expect(sent).rejects.toBe(reason);
    send.close();
    await new Promise((closed) => silent.close(closed));
  });
});
