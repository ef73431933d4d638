import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import { reliabilityChart } from '../../../charts/reliability';
import type { Measured } from './reliability';

/** Diameter of a bin that holds every answer. */
const LARGEST = 44;

/** The reliability of one router, each bin as large as it has answers. */
export const reliabilityOption =
  ({ router, reliability }: Measured) =>
  (palette: Palette): EChartsCoreOption => {
    const answers = reliability.reduce((sum, bin) => sum + bin.count, 0);
    const size = ({ count }: { readonly count: number }) => Math.max(5, LARGEST * Math.sqrt(count / answers));
    return reliabilityChart([{ name: router, points: reliability, colour: palette.accent, size }], palette);
  };
