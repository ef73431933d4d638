import { compact, dollars, figure, percent } from '../../../format';
import { reward } from '../metrics';
import type { Report } from './report-sections';

type Unit = Report['curves'][number]['x']['unit'];

const SHOWN: Readonly<Record<Unit, (value: number) => string>> = {
  SHARE: percent,
  USD: dollars,
  REWARD: reward,
  NUMBER: figure,
};

/** How figures of an axis are written. */
export const shownAs = (unit: Unit): ((value: number) => string) => SHOWN[unit];
/** The same on the axis itself, where there is little room. */
export const onAxis = (unit: Unit): ((value: number) => string) => (unit === 'NUMBER' ? compact : SHOWN[unit]);
