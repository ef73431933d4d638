import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { RecordFeedbackInput } from '../../../src/schema/record-feedback.input.js';
import { RouteInput } from '../../../src/schema/route.input.js';
import { TrainRoutersInput } from '../../../src/schema/train-routers.input.js';
import { validateInput } from '../../../src/schema/validate-input.js';

describe('validateInput', () => {
  it('names the field and does not repeat the value', () => {
    const secret = 'x'.repeat(300);
    let message = '';
    try {
      validateInput({ label: secret }, TrainRoutersInput);
    } catch (thrown) {
      message = (thrown as Error).message;
    }
    expect(message).toMatch(/^label: /);
    expect(message).not.toContain(secret);
  });

  it('checks each item of a list', () => {
    const llms = Array.from({ length: 1001 }, (_, i) => `l${i}`);
    expect(() => validateInput([{ query: 'a' }, { query: 'b', llms }], RouteInput)).toThrow(/^1\.llms: /);
    expect(() => validateInput([{ query: 'a' }, { query: 'b', llms: llms.slice(1) }], RouteInput)).not.toThrow();
  });

  it('refuses a router named twice and an empty label', () => {
    const twice = [
      { router: 'mirt', values: {} },
      { router: 'mirt', values: {} },
    ];
    expect(() => validateInput({ label: 'x', hyperparameters: twice }, TrainRoutersInput)).toThrow(/each router once/);
    expect(() => validateInput({ label: '  ' }, TrainRoutersInput)).toThrow(/^label: /);
  });

  it('lets through what has no schema, and null', () => {
    expect(() => validateInput({ anything: 1 }, String)).not.toThrow();
    expect(() => validateInput(null, RecordFeedbackInput)).not.toThrow();
  });
});
