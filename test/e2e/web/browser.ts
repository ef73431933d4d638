import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** Whether browser tests can run; says so when they cannot. */
export function hasChromium(): boolean {
  const found = existsSync(CHROMIUM);
  if (!found) console.warn(`Browser tests are skipped: there is no ${CHROMIUM} (Debian package chromium).`);
  return found;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--disable-dev-shm-usage', '--disable-gpu'] });
}

export const LAPTOP = { viewport: { width: 1280, height: 800 } } satisfies BrowserContextOptions;
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } satisfies BrowserContextOptions;
export const SMALL_PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true } satisfies BrowserContextOptions;

/** A page, with everything that must not happen on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors, uncaught errors, and requests to any other host than the server's. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export async function openPage(
  browser: Browser,
  serverUrl: string,
  options: BrowserContextOptions = LAPTOP,
): Promise<WatchedPage> {
  const context = await browser.newContext({ ...options, baseURL: serverUrl });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== serverUrl) complaints.push(`foreign request: ${request.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}

/** How far the page can be scrolled sideways, in pixels. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Violations of WCAG 2.2 A and AA on what is on show, each with the first elements that have it; none is what a test wants. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );
}

/** Waits until every chart on show has drawn. */
export async function chartsDrawn(page: Page): Promise<void> {
  await page.waitForFunction('[...document.querySelectorAll(".chart")].every((c) => c.dataset.drawn === "true")');
}

const SCREENSHOTS = 'build/screenshots';

/** Keeps a picture of the whole page, for a person to look at: build/screenshots/NAME.png. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true, animations: 'disabled' });
}
