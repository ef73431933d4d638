import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from '../../../src/server/http/own-origin.js';

describe('isOwnOrigin', () => {
  it.each([
    { host: 'localhost:4400' },
    { host: 'localhost:4400', origin: 'http://localhost:4400' },
    { host: 'LOCALHOST:4400', origin: 'http://localhost:4400', 'sec-fetch-site': 'same-origin' },
    { host: '[::1]:4400', origin: 'http://[::1]:4400' },
    { host: 'localhost', origin: 'http://localhost' },
    { host: '127.0.0.1:4400', 'sec-fetch-site': 'none' },
  ])('accepts %o', (headers) => expect(isOwnOrigin(headers)).toBe(true));

  it.each([
    { host: 'localhost:4400', origin: 'http://evil.example' },
    { host: 'localhost:4400', origin: 'http://localhost:3000' },
    { host: 'localhost:4400', origin: 'http://127.0.0.1:4400' },
    { host: 'localhost:4400', origin: 'http://localhost:4400.evil.example' },
    { host: 'localhost:4400', origin: 'null' },
    { host: 'localhost:4400', origin: '' },
    { origin: 'http://localhost:4400' },
    { host: 'localhost:4400', 'sec-fetch-site': 'cross-site' },
    { host: 'localhost:4400', 'sec-fetch-site': 'same-site' },
  ])('refuses %o', (headers) => expect(isOwnOrigin(headers)).toBe(false));
});
