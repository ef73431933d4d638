import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { ToWorker } from './worker-protocol.js';

/**
 * A connection to the database worker that the PostgreSQL client takes for a socket. A message port in place of a real
 * socket: nobody else on the machine can reach it, and it needs no path or port number.
 */
export class WorkerStream extends Duplex {
  #port: MessagePort | null = null;

  constructor(
    readonly worker: Worker,
    readonly isAlive: () => boolean,
  ) {
    super();
  }

  /** Called by the client in place of net.Socket.connect. */
  connect(): this {
    if (!this.isAlive()) {
      this.destroy(new Error('Connection terminated: the embedded database has stopped'));
      return this;
    }
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (bytes: Uint8Array) => this.push(bytes));
    this.worker.postMessage({ type: 'connect', port: port2 } satisfies ToWorker, [port2]);
    this.#port = port1;
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    this.#send(chunk);
    done();
  }

  override _writev(chunks: { chunk: Uint8Array }[], done: () => void): void {
    this.#send(Buffer.concat(chunks.map((c) => c.chunk)));
    done();
  }

  override _final(done: () => void): void {
    done();
    this.destroy();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#port?.close();
    done(error);
  }

  /** The client treats its stream as a socket; these settings have no meaning here. */
  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    this.#port?.ref();
    return this;
  }

  unref(): this {
    this.#port?.unref();
    return this;
  }

  #send(bytes: Uint8Array): void {
    // The client may pass a view of a pooled buffer; a copy keeps the rest of that pool out of the message.
    const copy = new Uint8Array(bytes);
    this.#port?.postMessage(copy, [copy.buffer]);
  }
}
