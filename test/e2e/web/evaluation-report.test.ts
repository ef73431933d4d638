import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportHtml } from '../../../src/evaluation/render/html-report.js';
import { FORMAT } from '../../../src/evaluation/report.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { evaluationReport, names } from '../../fixtures/evaluation-report.js';
import { LAPTOP, PHONE, SMALL_PHONE, hasChromium, launch, openPage, sidewaysScroll } from './browser.js';

const report = evaluationReport({ routers: names('router', 15), llms: names('llm', 12), tasks: names('task', 14) });

describe.skipIf(!hasChromium())('the page of an evaluation', { timeout: 60_000 }, () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), launch()]);
    const base = { createdAt: 0, protocol: 'main', label: 'fifteen routers', parameters: {}, data: '', verdict: '' };
    await server.evaluations.add({ ...base, id: 'one', format: FORMAT, report: JSON.parse(JSON.stringify(report)) });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each([
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
    ['a small phone', SMALL_PHONE],
    ['a dark laptop', { ...LAPTOP, colorScheme: 'dark' as const }],
  ])('keeps to its policy and to the width of %s', async (_what, options) => {
    const { page, complaints, ...opened } = await openPage(browser, server.url, options);
    await page.goto('/evaluations/one.html');
    // A style block that the policy refused would leave the default of the browser.
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe('colorScheme' in options ? 'rgb(18, 20, 22)' : 'rgb(246, 246, 243)');
    expect(await sidewaysScroll(page)).toBe(0);
    await page.evaluate('document.querySelectorAll("details").forEach((d) => (d.open = true))');
    expect(await sidewaysScroll(page)).toBe(0);
    expect(complaints).toEqual([]);
    await opened.close();
  });

  it.each([
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
  ])('writes no label of a picture over another, or out of it, on %s', async (_what, options) => {
    const { page, ...opened } = await openPage(browser, server.url, options);
    await page.goto('/evaluations/one.html');
    await page.evaluate('document.querySelectorAll("details").forEach((d) => (d.open = true))');
    const pictures = await page.evaluate<Box[][]>(`[...document.querySelectorAll('.chart > svg')].map((svg) =>
      [svg, ...svg.querySelectorAll('text')].map((e) => {
        const { left, right, top, bottom } = e.getBoundingClientRect();
        return { text: e === svg ? '' : e.textContent, left, right, top, bottom };
      }))`);
    expect(pictures.length).toBeGreaterThan(20);
    for (const [frame, ...texts] of pictures as [Box, ...Box[]][]) {
      for (const [i, text] of texts.entries()) {
        expect(inside(text, frame), text.text).toBe(true);
        for (const other of texts.slice(i + 1))
          expect(overlap(text, other), `${text.text} | ${other.text}`).toBe(false);
      }
    }
    await opened.close();
  });

  it('can be opened as a file', async () => {
    const { page, complaints, ...opened } = await openPage(browser, 'null');
    await page.setContent(reportHtml(report));
    expect(await page.title()).toContain('Main comparison');
    expect(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe('rgb(246, 246, 243)');
    expect(complaints).toEqual([]);
    await opened.close();
  });
});

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
/** Boxes of text are higher than their letters, so they may touch a little. */
const SLACK = 3;
const inside = (a: Box, b: Box): boolean =>
  a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - SLACK && a.bottom <= b.bottom + SLACK;
const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right - SLACK && b.left < a.right - SLACK && a.top < b.bottom - SLACK && b.top < a.bottom - SLACK;
