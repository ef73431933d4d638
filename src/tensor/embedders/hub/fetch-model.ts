import { rename } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { inParallel } from '../../../domain/in-parallel.js';
import type { EmbedderHost } from '../host.js';
import { downloadFile } from './download-file.js';
import { externalDataFiles } from './external-data.js';
import { hubFailures } from './failures.js';
import { checkHubModel, isFile, localWeights, modelFolder } from './model-files.js';
import { NEEDED_FILES, OPTIONAL_FILES, weightFiles } from './model-files.js';
import type { HubModel } from './model-files.js';
import { describeFile } from './remote-file.js';
import type { RemoteFile } from './remote-file.js';

/** Progress is told this often in the course of a file. */
const STEPS_PER_FILE = 200;
/** Descriptions asked for at the same time. */
const PARALLEL = 4;
/** A file beside the weights or below them; what else a foreign file may name is not written to. */
const BELOW = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/**
 * The folder of a hub model below `host.modelsFolder`, with what is missing downloaded: configuration, tokenizer and the
 * weights of the dtype. Where the folder is complete, nothing is asked. Throws EMBEDDER_UNAVAILABLE with what to do, or
 * CANCELLED.
 */
export async function fetchModel(model: HubModel, host: EmbedderHost, signal: AbortSignal): Promise<string> {
  checkHubModel(model);
  const folder = modelFolder(host.modelsFolder, model);
  if (await isComplete(folder, model)) return folder;
  host.log(`${model.model}: downloading from ${host.hub.url} to ${folder}`);
  const repository = new Repository(model, folder, host, signal);
  await repository.fetchSmall();
  if ((await localWeights(folder, model.dtype)) === null) await repository.fetchWeights();
  return folder;
}

/** The weights come last, so their presence says that all else came, optional files included. */
async function isComplete(folder: string, { dtype }: HubModel): Promise<boolean> {
  for (const file of NEEDED_FILES) if (!(await isFile(join(folder, file)))) return false;
  return (await localWeights(folder, dtype)) !== null;
}

/** One model on the hub and its folder here. */
class Repository {
  readonly #model: HubModel;
  readonly #folder: string;
  readonly #host: EmbedderHost;
  readonly #signal: AbortSignal;
  readonly #failures;

  constructor(model: HubModel, folder: string, host: EmbedderHost, signal: AbortSignal) {
    this.#model = model;
    this.#folder = folder;
    this.#host = host;
    this.#signal = signal;
    this.#failures = hubFailures(model, host);
  }

  async fetchSmall(): Promise<void> {
    const [first, ...others] = [...NEEDED_FILES, ...OPTIONAL_FILES];
    // Alone, because it tells whether there is such a repository and whether we may read it.
    const found = [await this.#missing(first), ...(await inParallel(others, PARALLEL, (file) => this.#missing(file)))];
    for (const remote of found) if (remote !== null) await this.#download(remote);
  }

  /** The graph gets its own name once the data that it names are here. */
  async fetchWeights(): Promise<void> {
    const weights = await this.#firstOf(weightFiles(this.#model.dtype));
    if (weights === null) throw this.#failures.withoutWeights();
    const graph = `${weights.file}.graph`;
    await this.#download(weights, graph);
    for (const name of externalDataFiles(join(this.#folder, graph))) {
      if (!BELOW.test(name)) throw this.#failures.outside(weights.file, name);
      const file = posix.join(posix.dirname(weights.file), name);
      if (await isFile(join(this.#folder, file))) continue;
      const data = await this.#describe(file);
      if (data === null) throw this.#failures.missing(file);
      await this.#download(data);
    }
    const target = join(this.#folder, weights.file);
    await rename(join(this.#folder, graph), target).catch(async (error: NodeJS.ErrnoException) => {
      // Another process may have been first.
      if (!(await isFile(target))) throw this.#failures.unwritable(weights.file, error);
    });
  }

  /** The description of a file that is not here yet; null where it is, or where the repository can do without it. */
  async #missing(file: string): Promise<RemoteFile | null> {
    if (await isFile(join(this.#folder, file))) return null;
    const remote = await this.#describe(file);
    if (remote === null && (NEEDED_FILES as readonly string[]).includes(file)) throw this.#failures.missing(file);
    return remote;
  }

  async #firstOf(files: readonly string[]): Promise<RemoteFile | null> {
    for (const file of files) {
      const remote = await this.#describe(file);
      if (remote !== null) return remote;
    }
    return null;
  }

  #describe(file: string): Promise<RemoteFile | null> {
    return describeFile(this.#model, file, this.#host, this.#failures, this.#signal);
  }

  #download(remote: RemoteFile, name = remote.file): Promise<void> {
    const target = join(this.#folder, name);
    return downloadFile(remote, target, this.#host, this.#failures, this.#received(remote), this.#signal);
  }

  /** Tells how far a file is, not for every piece that comes. */
  #received({ file, size }: RemoteFile): (bytes: number) => void {
    const step = (size ?? 0) / STEPS_PER_FILE;
    let next = 0;
    return (bytes) => {
      if (bytes < next && bytes !== size) return;
      next = bytes + step;
      const stage = `Downloading ${this.#model.model} ${file}`;
      this.#host.onProgress({ stage, done: bytes, total: size, unit: 'bytes' });
    };
  }
}
