import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCatalogueFile } from '../../../../src/data/catalogue-file.js';
import { importPaths } from '../../../../src/data/import.js';
import { llmId } from '../../../../src/domain/ids.js';
import { cataloguePrices, llmNames } from '../../../../src/domain/llm.js';
import { countTokens } from '../../../../src/domain/tokens/count-tokens.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const data = fileURLToPath(new URL('../../../../../shared/data/routerbench', import.meta.url));
const here = existsSync(data);

describe(`bills of RouterBench${here ? '' : ' (skipped: ../shared/data is not here)'}`, () => {
  it.skipIf(!here)('leave whole numbers of output tokens, one or more, for all answers of GPT-4 but one', async () => {
    const catalogue = await readCatalogueFile(`${root}/models/bootstrap/catalogue.json`);
    const { matrix: m } = await importPaths([data], { llmNames: llmNames(catalogue) });
    // Output is three times dearer than input: an input that were one token off would leave a third.
    const gpt4 = llmId('gpt-4-1106-preview');
    const price = cataloguePrices(catalogue).get(gpt4)!;
    expect(price).toMatchObject({ inputPerMillion: 10, outputPerMillion: 30 });
    let whole = 0;
    let all = 0;
    for (let q = 0; q < m.queries.length; q++) {
      const input = countTokens(m.queries[q]?.text ?? '', 'cl100k_base');
      for (let e = m.rowStart[q]!; e < m.rowStart[q + 1]!; e++) {
        if (m.llms[m.llmIndex[e]!] !== gpt4) continue;
        const output = (1e6 * m.cost![e]! - 10 * input) / 30;
        all++;
        if (output > 0.99 && Math.abs(output - Math.round(output)) < 0.01) whole++;
      }
    }
    expect(all).toBe(2217);
    expect(whole).toBe(2216);
  });
});
