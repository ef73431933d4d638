import type { Artifact } from '../domain/artifact.js';
import { expectArtifact, tensorOf } from '../domain/artifact.js';
import { llmId } from '../domain/ids.js';
import type { Matrix } from '../domain/matrix.js';
import { matrix, row } from '../domain/matrix.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { ReferenceSet } from '../plugins/contract.js';

const KIND = 'reference-set';
const FORMAT = 1;

/**
 * Saves training vectors and responses without any query text. Vectors are stored as 8-bit integers with one scale per
 * row: a component moves by at most 1/254 of its row's largest, a quarter of the bytes.
 */
export function encodeReferenceSet(vectors: Matrix, responses: ResponseMatrix): Artifact {
  const { scale, values } = quantiseRows(vectors);
  const tasks = [...new Set(responses.queries.map((q) => q.task ?? ''))].sort();
  const taskIndex = new Map(tasks.map((t, i) => [t, i]));
  return {
    kind: KIND,
    formatVersion: FORMAT,
    meta: {
      rows: vectors.rows,
      dims: vectors.cols,
      llms: responses.llms,
      tasks,
      ids: responses.queries.map((q) => q.id).join(' '),
    },
    tensors: {
      scale,
      values,
      task: Uint16Array.from(responses.queries, (q) => taskIndex.get(q.task ?? '') as number),
      rowStart: responses.rowStart,
      llmIndex: responses.llmIndex,
      performance: responses.performance,
      ...(responses.cost && { cost: responses.cost }),
    },
  };
}

/** Reads what encodeReferenceSet made; texts are null, an embedding service or the store may know them. */
export function decodeReferenceSet(artifact: Artifact): ReferenceSet {
  const responses = decodeResponses(artifact);
  const { rows, dims } = artifact.meta as { rows: number; dims: number };
  const scale = tensorOf(artifact, 'scale', 'Float32Array', rows);
  const values = tensorOf(artifact, 'values', 'Int8Array', rows * dims);
  return { vectors: dequantiseRows(scale, values, dims), responses };
}

/** Its responses alone, which is quick: vectors stay packed. */
export function decodeResponses(artifact: Artifact): ResponseMatrix {
  expectArtifact(artifact, KIND, FORMAT);
  const meta = artifact.meta as { rows: number; llms: string[]; tasks: string[]; ids: string };
  const ids = meta.ids === '' ? [] : meta.ids.split(' ');
  const task = tensorOf(artifact, 'task', 'Uint16Array', meta.rows);
  const performance = tensorOf(artifact, 'performance', 'Float32Array');
  return {
    queries: ids.map((id, i) => ({ id, text: null, task: meta.tasks[task[i] as number] || null })),
    llms: meta.llms.map(llmId),
    rowStart: tensorOf(artifact, 'rowStart', 'Uint32Array', meta.rows + 1),
    llmIndex: tensorOf(artifact, 'llmIndex', 'Uint16Array', performance.length),
    performance,
    cost: artifact.tensors['cost'] ? tensorOf(artifact, 'cost', 'Float32Array', performance.length) : null,
    inputTokens: null,
    outputTokens: null,
  };
}

function quantiseRows(m: Matrix): { scale: Float32Array; values: Int8Array } {
  const scale = new Float32Array(m.rows);
  const values = new Int8Array(m.rows * m.cols);
  for (let r = 0; r < m.rows; r++) {
    const v = row(m, r);
    let largest = 0;
    for (const x of v) largest = Math.max(largest, Math.abs(x));
    scale[r] = largest / 127;
    if (largest > 0)
      for (let c = 0; c < m.cols; c++) values[r * m.cols + c] = Math.round(((v[c] as number) * 127) / largest);
  }
  return { scale, values };
}

function dequantiseRows(scale: Float32Array, values: Int8Array, cols: number): Matrix {
  const out = matrix(scale.length, cols);
  for (let r = 0; r < scale.length; r++) {
    const s = scale[r] as number;
    for (let i = r * cols; i < (r + 1) * cols; i++) out.data[i] = (values[i] as number) * s;
  }
  return out;
}
