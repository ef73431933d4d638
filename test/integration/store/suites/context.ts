import { expect } from 'vitest';
import type { DecisionRecord } from '../../../../src/routing/ports.js';
import type { Store } from '../../../../src/store/open-store.js';

/** What a suite runs on: one store for all tests of a database, and its clock. */
export interface StoreContext {
  store: Store;
  now: number;
}

export const rejection = (code: string): unknown => expect.objectContaining({ name: 'ThetaError', code });

export const bytes = (text: string) => new TextEncoder().encode(text);

/** The one artifact that the store's blob source has. */
export const shipped = bytes('shipped with the project');

/** Writes records through a log, as the product does; resolves with the reasons of dropped ones. */
export async function write(store: Store, records: readonly DecisionRecord[]): Promise<readonly unknown[]> {
  const dropped: unknown[] = [];
  const onDrop = (_: number, cause: unknown) => dropped.push(cause);
  const log = store.decisionLog({ batch: 100, delayMs: 1000, limit: 10_000, onDrop });
  for (const record of records) log.append(record);
  await log.flush();
  return dropped;
}
