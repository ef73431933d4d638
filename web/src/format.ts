const two = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const three = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const milli = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const usd = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });

const minus = (text: string): string => text.replace('-', '−');

/** A share in [0, 1]: predicted performance, cost, preference. */
export const share = (value: number): string => minus(two.format(value));
/** A score; close ones differ in the third digit. */
export const score = (value: number): string => minus(three.format(value));
export const milliseconds = (value: number): string => `${milli.format(value)} ms`;
/** Price per million tokens, in and out. */
export const price = (p: { inputPerMillion: number; outputPerMillion: number }): string =>
  `${usd.format(p.inputPerMillion)} in, ${usd.format(p.outputPerMillion)} out per million tokens`;

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compactNumber = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const percentage = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const precise = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumSignificantDigits: 3 });

/** Any number, four digits of it. */
export const figure = (value: number): string => minus(plain.format(value));
/** A count. */
export const count = (value: number): string => whole.format(value);
/** A count on an axis: 1.2K, 3M. */
export const compact = (value: number): string => compactNumber.format(value);
/** A share in [0, 1] as a percentage. */
export const percent = (value: number): string => minus(percentage.format(value));
/** USD, three digits of it: amounts run from fractions of a cent to thousands. */
export const dollars = (value: number): string =>
  minus(Math.abs(value) >= 1000 ? `$${whole.format(value)}`.replace('$-', '-$') : precise.format(value));
/** A moment in the visitor's own time zone. */
export const moment = (value: string | number): string => when.format(new Date(value));
