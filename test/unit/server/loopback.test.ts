import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../src/server/http/loopback.js';

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.9.10', 'localhost', 'LOCALHOST', '::1', '[::1]'])('accepts %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '127.evil.example',
    '127.0.0.1.evil.example',
    'localhost.example',
    '',
    '1270.0.0.1',
  ])('refuses %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
