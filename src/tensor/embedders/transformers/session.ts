import { Worker } from 'node:worker_threads';
import { matrix } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import { workerUrl } from '../../../domain/worker-url.js';
import type { Reading } from './pooling.js';
import type { Device, FromSession, SessionSettings, ToSession } from './session-messages.js';
import { unavailable } from './unavailable.js';

/** A session that did not start, with the reason for people. */
export class SessionFailure extends Error {
  constructor(
    reason: string,
    readonly packageMissing: boolean,
  ) {
    super(reason);
  }
}

interface Waiting {
  readonly texts: number;
  readonly resolve: (vectors: Matrix) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A loaded model in a thread of its own, because ONNX Runtime for Node computes where it is called: on the main thread a
 * batch would stop every request meanwhile.
 */
export class EncoderSession implements AsyncDisposable {
  readonly device: Device;
  readonly outputs: readonly string[];
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #alive = true;
  #calls = 0;

  /** Loads the model. Throws SessionFailure when package, file or device do not serve. */
  static start(settings: SessionSettings): Promise<EncoderSession> {
    const worker = new Worker(workerUrl(import.meta.url, './session.worker.js'), { workerData: settings });
    return new Promise((resolve, reject) => {
      const fail = (reason: string, packageMissing = false): void => {
        void worker.terminate();
        reject(new SessionFailure(reason, packageMissing));
      };
      worker.once('error', (error) => fail(error.message));
      worker.once('exit', (code) => fail(`its thread ended with code ${code}`));
      worker.once('message', (message: FromSession) => {
        if (message.kind === 'ready') resolve(new EncoderSession(worker, settings.device, message.outputs));
        else
          fail(
            message.kind === 'failed' ? message.reason : message.kind,
            message.kind === 'failed' && message.packageMissing,
          );
      });
    });
  }

  private constructor(worker: Worker, device: Device, outputs: readonly string[]) {
    this.#worker = worker;
    this.device = device;
    this.outputs = outputs;
    worker.on('message', (message: FromSession) => this.#receive(message));
    this.#ended = new Promise((resolve) => worker.once('exit', () => resolve(this.#end())));
    // An idle model keeps no process alive; a running batch does.
    worker.unref();
  }

  /** One vector per text, not normalised: [texts, dims]. Throws EMBEDDER_UNAVAILABLE. */
  run(texts: readonly Int32Array[], reading: Reading): Promise<Matrix> {
    if (!this.#alive) return Promise.reject(stopped());
    const lengths = Int32Array.from(texts, ({ length }) => length);
    const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
    let next = 0;
    for (const text of texts) {
      ids.set(text, next);
      next += text.length;
    }
    const call = this.#calls++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { texts: texts.length, resolve, reject });
      this.#worker.ref();
      this.#send({ kind: 'run', call, batch: { ids, lengths }, reading }, [ids.buffer]);
    });
  }

  /** Ends the thread when the calls before it are answered. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#alive) {
      this.#worker.ref();
      this.#send({ kind: 'close' });
    }
    await this.#ended;
  }

  #send(message: ToSession, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #receive(message: FromSession): void {
    if (message.kind !== 'vectors' && message.kind !== 'trouble') return;
    const waiting = this.#waiting.get(message.call);
    this.#waiting.delete(message.call);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (waiting === undefined) return;
    if (message.kind === 'vectors') {
      waiting.resolve(matrix(waiting.texts, message.vectors.length / waiting.texts, message.vectors));
    } else {
      waiting.reject(
        unavailable(
          `The model does not run: ${message.reason}.`,
          'Check that it is a text encoder: docs/embedders.md.',
        ),
      );
    }
  }

  #end(): void {
    this.#alive = false;
    for (const { reject } of this.#waiting.values()) reject(stopped());
    this.#waiting.clear();
  }
}

const stopped = () =>
  unavailable('The embedder has stopped.', 'Restart the server; its log says what happened before.');
