import { registerEnumType } from 'type-graphql';
import type { LimitName } from '../calibration/feedback/limits.js';
import type { ReporterVerdict } from '../calibration/feedback/outliers.js';
import { REPORTER_VERDICTS } from '../calibration/feedback/outliers.js';
import type { NotTeachingReason } from '../calibration/feedback/statement.js';
import { NOT_TEACHING } from '../calibration/feedback/statement.js';

const described = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { description }])) as never;

export const ReporterVerdictEnum = {
  OUTLIER: 'OUTLIER',
  STEADY: 'STEADY',
  TOO_FEW: 'TOO_FEW',
} as const satisfies { [V in ReporterVerdict]: V };
registerEnumType(ReporterVerdictEnum, {
  name: 'ReporterVerdict',
  description: 'What the statements of a reporter look like.',
  valuesConfig: described(REPORTER_VERDICTS),
});

export const NotTeachingReasonEnum = {
  TEXT_NOT_STORED: 'TEXT_NOT_STORED',
  ONLY_A_LABEL: 'ONLY_A_LABEL',
  PREFERS_CHOSEN: 'PREFERS_CHOSEN',
  CASCADE: 'CASCADE',
} as const satisfies { [R in NotTeachingReason]: R };
registerEnumType(NotTeachingReasonEnum, {
  name: 'NotTeachingReason',
  description: 'Why routers learn nothing from a statement.',
  valuesConfig: described(NOT_TEACHING),
});

export const LimitNameEnum = {
  STATEMENTS: 'STATEMENTS',
  CHANGED: 'CHANGED',
  SHIFT: 'SHIFT',
  OUTLIERS: 'OUTLIERS',
} as const satisfies { [L in LimitName]: L };
registerEnumType(LimitNameEnum, {
  name: 'UpdateLimitName',
  description: 'What an update must keep within to serve without being looked at.',
  valuesConfig: described({
    STATEMENTS: 'Enough new statements.',
    CHANGED: 'Few probes that get another LLM.',
    SHIFT: 'Small moves of the mean P̂ of every LLM.',
    OUTLIERS: 'No reporter that stands out.',
  }),
});
