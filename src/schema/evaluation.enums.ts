import { describedEnum } from './enums.js';

export const ReportFormatEnum = describedEnum(
  'ReportFormat',
  'How the figures of a column are written.',
  {
    TEXT: 'text',
    PERCENT: 'percent',
    USD: 'usd',
    REWARD: 'reward',
    FIGURE: 'figure',
    COUNT: 'count',
    NUMBER: 'number',
  },
  {
    TEXT: 'As it is.',
    PERCENT: 'A share in [0, 1], times 100.',
    USD: 'USD, four digits.',
    REWARD: 'Points of reward, two decimals.',
    FIGURE: 'Four digits.',
    COUNT: 'A whole number.',
    NUMBER: 'As it is.',
  },
);

export const ReportUnitEnum = describedEnum(
  'ReportUnit',
  'What an axis measures.',
  { SHARE: 'share', USD: 'usd', REWARD: 'reward', NUMBER: 'number' },
  { SHARE: 'A share in [0, 1].', USD: 'USD.', REWARD: 'Points of reward.', NUMBER: 'A number.' },
);

export const ImprovementEnum = describedEnum(
  'Improvement',
  'Which way of a figure is good.',
  { HIGHER: 'higher', LOWER: 'lower' },
  { HIGHER: 'More is better.', LOWER: 'Less is better.' },
);

export const CostSourceEnum = describedEnum(
  'CostSource',
  'Where the cost of answers comes from.',
  { OBSERVED: 'observed', PRICES: 'prices', NONE: 'none' },
  { OBSERVED: 'As it was observed.', PRICES: 'Prices and token counts.', NONE: 'Nothing is known of it.' },
);

export const MeasuredOutputEnum = describedEnum(
  'MeasuredOutput',
  'What the numbers of a row of a report mean.',
  { PERFORMANCE: 'performance', PREFERENCE: 'preference', NONE: 'none' },
  {
    PERFORMANCE: 'Predicted performance in [0, 1].',
    PREFERENCE: 'A ranking in [0, 1] that is no probability of success.',
    NONE: 'It predicts nothing: a reference.',
  },
);
