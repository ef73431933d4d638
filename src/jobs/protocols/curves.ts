import type { Measured } from '../../evaluation/measure.js';
import type { Curve } from '../../evaluation/report.js';

/** Performance over total cost as α falls, one curve per test set; nothing where there is no cost. */
export function costCurves({ routers }: Measured): Curve[] {
  const sets = [...new Set(routers.map((r) => r.testSet))];
  return sets.flatMap((testSet) => {
    const rows = routers.filter((r) => r.testSet === testSet && r.frontier.length > 0);
    if (rows.length === 0) return [];
    return {
      id: `cost-${testSet}`,
      title: `Performance over total cost (${testSet})`,
      x: { label: 'total cost', unit: 'usd' as const },
      y: { label: 'performance', unit: 'share' as const },
      diagonal: false,
      series: rows.map((r) => ({
        name: r.router,
        reference: r.reference,
        points: r.frontier
          .map((p) => ({ x: p.totalCost, y: p.performance, low: null, high: null, label: `α = ${p.alpha}` }))
          .sort((a, b) => a.x - b.x),
      })),
    };
  });
}

/** Mean observed performance over mean prediction, one curve per test set. */
export function reliabilityCurves({ routers }: Measured): Curve[] {
  const sets = [...new Set(routers.map((r) => r.testSet))];
  return sets.flatMap((testSet) => {
    const rows = routers.filter((r) => r.testSet === testSet && r.reliability.length > 0);
    if (rows.length === 0) return [];
    return {
      id: `reliability-${testSet}`,
      title: `Reliability of P̂ (${testSet})`,
      x: { label: 'mean predicted performance', unit: 'share' as const },
      y: { label: 'mean observed performance', unit: 'share' as const },
      diagonal: true,
      series: rows.map((r) => ({
        name: r.router,
        reference: r.reference,
        points: r.reliability.map((b) => ({
          x: b.meanPredicted,
          y: b.meanObserved,
          low: null,
          high: null,
          label: `${b.count} pairs`,
        })),
      })),
    };
  });
}
