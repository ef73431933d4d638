import { describe, expect, it } from 'vitest';
import { RequestMeter } from '../../../src/observability/request-meter.js';

const operations = (meter: RequestMeter) => [...meter.operations.members()].map(({ labels }) => labels.operation);

describe('RequestMeter', () => {
  it('gives names of clients no more than a hundred series, however many they think of', () => {
    const meter = new RequestMeter();
    for (let i = 0; i < 5000; i++) meter.executed('query', `Name${i}`, 0.001, []);
    meter.executed('query', 'Name7', 0.001, []);
    meter.executed('query', null, 0.001, []);
    const names = operations(meter);
    expect(names).toHaveLength(102);
    expect(names).toContain('(other)');
    expect(names).toContain('(anonymous)');
    const total = [...meter.operations.members()].reduce((sum, { of }) => sum + (of.read().upTo.at(-1) ?? 0), 0);
    expect(total).toBe(5002);
  });

  it('takes no long name, and no method or path that a client made up', () => {
    const meter = new RequestMeter();
    meter.executed('query', 'x'.repeat(65), 0.001, []);
    meter.answered('BREW', undefined, 404, 0.001);
    expect(operations(meter)).toEqual(['(other)']);
    expect([...meter.requests.members()].map(({ labels }) => labels)).toEqual([
      { method: 'other', route: '(none)', status: '404' },
    ]);
  });

  it('counts every code of an answer', () => {
    const meter = new RequestMeter();
    meter.executed('query', 'Q', 0.001, ['INTERNAL', 'INTERNAL', 'OVERLOADED']);
    expect([...meter.errors.members()].map(({ labels, value }) => [labels.code, value])).toEqual([
      ['INTERNAL', 2],
      ['OVERLOADED', 1],
    ]);
  });
});
