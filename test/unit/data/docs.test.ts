import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IMPORT_FORMATS } from '../../../src/data/formats/formats.js';
import { importPaths } from '../../../src/data/import.js';
import { readPrices } from '../../../src/data/prices.js';
import { tempFile } from './temp-files.js';

const page = readFileSync(new URL('../../../docs/import-formats.md', import.meta.url), 'utf8');
/** Sections of the page by heading, each with its fenced examples: "```csv name.csv". */
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    heading: text.split('\n', 1)[0] as string,
    text,
    examples: [...text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, name, content]) => ({
      name: name as string,
      content: content as string,
    })),
  }));

describe('docs/import-formats.md', () => {
  it.each(IMPORT_FORMATS.map(({ id, title }) => ({ id, title })))(
    'shows $title with an example that imports as it says',
    async ({ id, title }) => {
      const section = sections.find(({ heading }) => heading === `${title} (\`${id}\`)`);
      expect(section?.examples).toHaveLength(1);
      const [example] = section?.examples ?? [];
      const { report } = await importPaths([tempFile(example?.name as string, example?.content as string)]);
      expect(report.files[0]?.format).toBe(id);
      const said = /^Gives (\d+) answers to (\d+) quer/m.exec(section?.text as string);
      expect([report.totals.rows, report.totals.queries]).toEqual([Number(said?.[1]), Number(said?.[2])]);
    },
  );

  it('decodes the Python prompts of its RouterBench example', async () => {
    const { name, content } = sections.find(({ heading }) => heading.startsWith('RouterBench'))?.examples[0] ?? {};
    const { matrix } = await importPaths([tempFile(name as string, content as string)]);
    expect(matrix.queries.map((q) => q.text)).toEqual([
      "Who is 'it'?\nA) the trophy\nB) the suitcase",
      "Complete: it's raining, so I took my …",
    ]);
  });

  it('shows price lists that all say the same', async () => {
    const examples = sections.find(({ heading }) => heading === 'Price lists')?.examples ?? [];
    expect(examples.map(({ name }) => basename(name))).toEqual([
      'prices-list.json',
      'prices-object.json',
      'prices.csv',
    ]);
    for (const { name, content } of examples) {
      expect(await readPrices(tempFile(name, content))).toEqual(
        new Map([
          ['small-llm', { inputPerMillion: 0.2, outputPerMillion: 0.2 }],
          ['large-llm', { inputPerMillion: 2.5, outputPerMillion: 10 }],
        ]),
      );
    }
  });
});
