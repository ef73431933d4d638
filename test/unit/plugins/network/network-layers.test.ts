import { describe, expect, it } from 'vitest';
import { readNetworks, saveNetworks } from '../../../../src/plugins/network/artifact.js';
import type { Layer } from '../../../../src/plugins/network/layers.js';
import { foldLayers, forward, layerSizes, takeOutputs } from '../../../../src/plugins/network/layers.js';
import { llmId } from '../../../../src/domain/ids.js';
// Made by test/fixtures/generators/networks.py with numpy.
import golden from '../../../fixtures/golden/networks.json' with { type: 'json' };

const { network } = golden;
const trained: Layer[] = network.layers.map(({ weights, bias }) => ({
  weights: Float32Array.from(weights),
  bias: Float32Array.from(bias),
}));
const scaling = { mean: Float64Array.from(network.mean), scale: network.scale };
const layers = foldLayers(trained, scaling);
const vector = (q: number) => Float32Array.from(network.vectors.slice(q * 5, q * 5 + 5));

describe('layers of a network', () => {
  it('agree with numpy on standardised vectors', () => {
    const run = forward(layers);
    for (let q = 0; q < 6; q++) {
      run(vector(q)).forEach((x, k) => expect(x).toBeCloseTo(network.outputs[q * 2 + k] as number, 4));
    }
  });

  it('answer for a vector as before, whatever came between', () => {
    const run = forward(layers);
    const first = run(vector(0)).slice();
    run(vector(1));
    expect(run(vector(0))).toEqual(first);
  });

  it('stay finite at extremes', () => {
    const run = forward(layers);
    for (const value of [0, 1e4, -1e4, 1e30]) {
      for (const x of run(new Float32Array(5).fill(value))) expect(Number.isFinite(x)).toBe(true);
    }
  });

  it('keep the outputs that are asked for, in that order', () => {
    const last = trained[2] as Layer;
    const swapped = forward(foldLayers([...trained.slice(0, 2), takeOutputs(last, [1, 0])], scaling));
    const one = forward(foldLayers([...trained.slice(0, 2), takeOutputs(last, [1])], scaling));
    const whole = forward(layers)(vector(3)).slice();
    expect([...swapped(vector(3))]).toEqual([whole[1], whole[0]]);
    expect([...one(vector(3))]).toEqual([whole[1]]);
  });

  it('come back from an artifact, and not from a damaged one', () => {
    const llms = [llmId('x'), llmId('y')];
    const artifact = saveNetworks('router/test', { llms, members: [layers, layers] }, { seed: 1 });
    const back = readNetworks(artifact, 'router/test');
    expect(back.llms).toEqual(llms);
    expect(back.members.map(layerSizes)).toEqual([
      [5, 4, 3, 2],
      [5, 4, 3, 2],
    ]);
    expect(forward(back.members[1] ?? [])(vector(2))).toEqual(forward(layers)(vector(2)));
    const { 'network1/bias2': _, ...rest } = artifact.tensors;
    expect(() => readNetworks({ ...artifact, tensors: rest }, 'router/test')).toThrow(
      expect.objectContaining({ code: 'ARTIFACT_CORRUPT' }),
    );
    expect(() => readNetworks(artifact, 'router/other')).toThrow(expect.objectContaining({ code: 'ARTIFACT_FOREIGN' }));
  });
});
