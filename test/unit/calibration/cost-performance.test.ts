import { expect, it } from 'vitest';
import { hull } from '../../../src/calibration/cost-performance.js';
import { llmId } from '../../../src/domain/ids.js';

const offer = (id: string, price: number, performance: number) => ({ llm: llmId(id), price, performance });

it('keeps each offer that is better than all cheaper ones, and equals together', () => {
  const offers = [
    offer('dear and worse', 4, 0.5),
    offer('best', 3, 0.9),
    offer('cheapest', 0, 0.4),
    offer('as cheap and worse', 0, 0.3),
    offer('middle', 1, 0.6),
    offer('its twin', 1, 0.6),
    offer('as good and dearer', 2, 0.6),
  ];
  expect([...hull(offers)].sort()).toEqual(['best', 'cheapest', 'its twin', 'middle']);
});

it('is empty without offers', () => {
  expect(hull([]).size).toBe(0);
});
