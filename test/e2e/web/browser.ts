import { existsSync } from 'node:fs';
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
