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
