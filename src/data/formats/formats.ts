import type { ImportFormat } from './import-format.js';
import { irtRouter } from './irt-router.js';
import { routerBench } from './router-bench.js';
import { routerDc } from './router-dc.js';
import { thetaJsonl } from './theta-jsonl.js';

/** Every format, in the order in which they are tried. */
export const IMPORT_FORMATS: readonly ImportFormat[] = [routerBench, routerDc, irtRouter, thetaJsonl];

/** The first format that fits the beginning of a file, or a line for each with why it does not. */
export function detectFormat(head: string | null): ImportFormat | readonly string[] {
  const reasons: string[] = [];
  for (const format of IMPORT_FORMATS) {
    const misfit = head === null ? 'it is not UTF-8 text' : format.sniff(head);
    if (misfit === null) return format;
    reasons.push(`${format.title}: ${misfit}`);
  }
  return reasons;
}
