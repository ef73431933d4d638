import { describe, expect, it } from 'vitest';
import { splitByLength } from '../../../../src/tensor/embedders/transformers/batches.js';
import { padBatch } from '../../../../src/tensor/embedders/transformers/feeds.js';
import { fromHalf } from '../../../../src/tensor/embedders/transformers/half-precision.js';
import { chooseReading, pool } from '../../../../src/tensor/embedders/transformers/pooling.js';
import { reasonOf } from '../../../../src/tensor/embedders/transformers/unavailable.js';

describe('splitting texts into calls', () => {
  it('puts texts of like length together, within both limits', () => {
    expect(splitByLength([9, 2, 10, 3, 2], { texts: 3, tokens: 20 })).toEqual([
      [1, 4, 3],
      [0, 2],
    ]);
    expect(splitByLength([4, 4, 4, 4], { texts: 10, tokens: 8 })).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('gives a text beyond the limit a call of its own', () => {
    expect(splitByLength([50, 1], { texts: 8, tokens: 10 })).toEqual([[1], [0]]);
    expect(splitByLength([], { texts: 8, tokens: 10 })).toEqual([]);
  });
});

describe('the inputs of a batch', () => {
  it('are padded to the longest text and masked', () => {
    const feeds = padBatch({ ids: Int32Array.of(2, 300_000, 3, 2, 3), lengths: Int32Array.of(3, 2) }, 1);
    expect(feeds).toEqual({
      texts: 2,
      longest: 3,
      ids: BigInt64Array.of(2n, 300_000n, 3n, 2n, 3n, 1n),
      mask: BigInt64Array.of(1n, 1n, 1n, 1n, 1n, 0n),
    });
  });
});

describe('pooling', () => {
  const values = Float32Array.of(1, 2, 3, 4, 90, 90, 5, 6, 90, 90, 90, 90);
  const lengths = Int32Array.of(2, 1);

  it('means the tokens that are not padding', () => {
    expect(pool(values, [2, 3, 2], lengths, 'mean')).toEqual(Float32Array.of(2, 3, 5, 6));
  });

  it('takes the first token', () => {
    expect(pool(values, [2, 3, 2], lengths, 'cls')).toEqual(Float32Array.of(1, 2, 5, 6));
  });

  it('refuses an output of another shape', () => {
    expect(() => pool(values, [2, 6], lengths, 'mean')).toThrow(/3 dimensions.*\[2, 6\]/);
    expect(() => pool(values, [3, 2, 2], lengths, 'mean')).toThrow(/2 texts/);
  });

  it('is left to the model only where nothing else is asked for', () => {
    const settings = { pooling: null, maxTokens: 8, tokenizer: {}, tokenizerConfig: {} };
    const outputs = ['token_embeddings', 'sentence_embedding'];
    expect(chooseReading('auto', settings, outputs)).toEqual({ output: 'sentence_embedding', pooling: 'graph' });
    expect(chooseReading('cls', settings, outputs)).toEqual({ output: 'token_embeddings', pooling: 'cls' });
    expect(chooseReading('auto', settings, ['some_output'])).toEqual({ output: 'some_output', pooling: 'mean' });
  });
});

describe('half precision', () => {
  it('is read exactly, with its extremes', () => {
    const bits = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x0001, 0x8000, 0x7c00, 0xfc00);
    const wanted = [1, -2, 0.333251953125, 65504, 2 ** -14, 2 ** -24, -0, Infinity, -Infinity];
    expect(Array.from(fromHalf(bits))).toEqual(wanted);
    expect(fromHalf(Uint16Array.of(0x7e00))[0]).toBeNaN();
  });
});

describe('the reason that a library gives', () => {
  it('is told without its source code', () => {
    const message =
      '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::Initialize(const ' +
      'Config&)::<lambda()> status == Success was false. Failed to get a WebGPU adapter: No supported adapters.\n\n at x';
    expect(reasonOf(new Error(message))).toBe('Failed to get a WebGPU adapter: No supported adapters');
    expect(reasonOf('Failed to load shared library')).toBe('Failed to load shared library');
  });
});
