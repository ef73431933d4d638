import { table } from './output.js';

/** What a report needs of an LlmCalibration. */
export const CALIBRATION_FIELDS = /* GraphQL */ `
  llm
  status
  responses
  version
  routers {
    router
    basis
    reason
    performance {
      mean
      halfWidth
    }
  }
  advice {
    stop
    unsettled
    valueOfInformation
    reason
  }
`;

export interface Calibration {
  readonly llm: string;
  readonly status: string;
  readonly responses: number;
  readonly version: string;
  readonly routers: readonly {
    readonly router: string;
    readonly basis: string;
    readonly reason: string | null;
    readonly performance: { readonly mean: number; readonly halfWidth: number | null } | null;
  }[];
  readonly advice: {
    readonly stop: boolean;
    readonly unsettled: number;
    readonly valueOfInformation: number;
    readonly reason: string;
  } | null;
}

/** Where the calibration of an LLM stands, for people. */
export function calibrationReport({ llm, status, responses, version, routers, advice }: Calibration): string {
  const rows = routers.map(({ router, basis, reason, performance }) => [
    router,
    basis,
    performance?.mean.toFixed(3) ?? null,
    performance?.halfWidth?.toFixed(3) ?? null,
    reason,
  ]);
  const advised = advice && `${advice.stop ? 'The test may end' : 'Test on'}: ${advice.reason}`;
  return [
    `${llm} is ${status}; ${responses} ${responses === 1 ? 'answer is' : 'answers are'} stored. Version ${version} serves.`,
    table(['router', 'knows it by', 'mean P̂', '±', 'why not'], rows),
    ...(advised ? [advised] : []),
  ].join('\n\n');
}
