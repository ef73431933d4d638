import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { serveMetrics } from '../../../src/server/serve-metrics.js';

const logger = pino({ level: 'silent' });
const page = { contentType: 'text/plain; version=0.0.4; charset=utf-8', text: () => Promise.resolve('up 1\n') };

describe('a port for metrics alone', () => {
  it('answers at /metrics and nowhere else', async () => {
    const served = await serveMetrics(page, { host: '127.0.0.1', port: 0 }, logger);
    const response = await fetch(`${served.address}/metrics`);
    expect(await response.text()).toBe('up 1\n');
    expect(response.headers.get('content-type')).toBe(page.contentType);
    expect((await fetch(`${served.address}/graphql`)).status).toBe(404);
    await served.close();
  });

  it('says which setting is wrong where it cannot listen', async () => {
    const first = await serveMetrics(page, { host: '127.0.0.1', port: 0 }, logger);
    const port = Number(new URL(first.address).port);
    await expect(serveMetrics(page, { host: '127.0.0.1', port }, logger)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(`THETA_METRICS_PORT=${port}`),
    });
    await first.close();
  });
});
