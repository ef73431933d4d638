import { WORD } from '../normalise.js';

/** A number as a text has it. */
export interface NumberInText {
  /** As written, percent as written: 45 for "45%". */
  readonly value: number;
  readonly percent: boolean;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A run that looks like numbers but has no single reading ("3,5", "1.2.3", "10-12", "7:30"). */
export interface UnreadableNumber {
  readonly value: null;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** 1,234,567 or 12,34,567 (India), 1 234 567 with a narrow or unbreakable space, 1'234'567. */
const GROUPED = String.raw`(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[\u00a0\u2009\u202f'’]\d{3})+)(?!\d)`;
const PLAIN = String.raw`(?:${GROUPED}|\d+)(?:\.\d+)?|\.\d+`;
const NUMBER = new RegExp(
  String.raw`(?<![${WORD}.,^]|\p{L}[-–])(?<sign>[-+](?=[$€£¥₹]?[.\d]))?[$€£¥₹]?\s?(?<whole>${PLAIN})(?:(?:[eE](?<e>[-+]?\d{1,4})(?![\p{L}\d]))|(?:\s?[×x*·]\s?10\^(?<ten>[-+]?\d{1,4}))|(?:\^(?<power>[-+]?\d{1,4})))?(?:\s?[/⁄]\s?(?<over>\d+(?:\.\d+)?)|\s(?<above>\d+)[/⁄](?<below>\d+))?(?:\s?(?<scale>thousand|million|billion|trillion|万|萬|亿|億)(?![\p{L}])|(?<mark>\s?(?:%|percent(?!\p{L})|per cent(?!\p{L}))))?`,
  'giu',
);
const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
  億: 1e8,
};
/** What right after a number makes it a part of something else: "3,5", "1.2.3", "10-12", "7:30", "2/3/4", "1 234". */
const GOES_ON = /^(?:(?:[.,:/⁄^'’]|\s?[-–—](?!\s))\d+| \d{3}(?![\d.,]))/;

/** Every number of a text (see plainNumbers), in its order. */
export function* readNumbers(text: string): Generator<NumberInText | UnreadableNumber> {
  let until = 0;
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    if (start < until) continue;
    const end = start + match[0].length;
    const more = GOES_ON.exec(text.slice(end, end + 60));
    if (more) {
      until = end + more[0].length;
      yield { value: null, text: text.slice(start, until), start, end: until };
      continue;
    }
    const value = valueOf(match.groups as Groups);
    const place = { text: match[0].trim(), start, end };
    yield Number.isFinite(value)
      ? { value, percent: match.groups?.['mark'] !== undefined, ...place }
      : { value: null, ...place };
  }
}

type Groups = Readonly<
  Record<'sign' | 'whole' | 'e' | 'ten' | 'power' | 'over' | 'above' | 'below' | 'scale', string | undefined>
>;

function valueOf({ sign, whole, e, ten, power, over, above, below, scale }: Groups): number {
  let value = Number((whole as string).replace(/[,\u00a0\u2009\u202f'’]/g, ''));
  if (power !== undefined) value = value ** Number(power);
  // Through the decimal text: 1.1 · 10^3 as a product would be 1100.0000000000002.
  const exponent = e ?? ten;
  if (exponent !== undefined) value = Number(`${value}e${Number(exponent)}`);
  if (over !== undefined) value /= Number(over);
  if (above !== undefined) value += Number(above) / Number(below);
  if (scale !== undefined) value *= SCALES[scale.toLowerCase()] as number;
  return sign?.startsWith('-') ? -value : value;
}
