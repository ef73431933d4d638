import { withAsciiDigits, withoutInvisible } from '../normalise.js';

const VULGAR: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A text whose numbers are written in one way: digits of every script as ASCII, one minus sign, full-width signs as ASCII,
 * vulgar fractions and superscripts spelled out ("1½" → "1 1/2", "10³" → "10^3"), LaTeX \frac, \times, {,} and spacing as
 * plain signs. Compatibility folding alone would make 11/2 and 103 of those two.
 */
export function plainNumbers(text: string): string {
  return withAsciiDigits(
    withoutInvisible(text)
      .replace(/(\d?)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/g, (_, digit: string, sign: string) =>
        digit === '' ? (VULGAR[sign] as string) : `${digit} ${VULGAR[sign]}`,
      )
      .replace(
        /⁻?[⁰¹²³⁴-⁹]+/g,
        (run) => `^${[...run].map((s) => (s === '⁻' ? '-' : SUPERSCRIPTS.indexOf(s))).join('')}`,
      )
      .replace(/[−﹣－]/g, '-')
      .replace(/[，]/g, ',')
      .replace(/[．]/g, '.')
      .replace(/[％﹪٪]/g, '%')
      .replace(/\u066b/g, '.')
      .replace(/\u066c/g, ',')
      .replace(/(?<=\d)(?=\\[dt]?frac)/g, ' ')
      .replace(/\\[dt]?frac\s*\{\s*(-?[\d.,]{1,40})\s*\}\s*\{\s*([\d.,]{1,40})\s*\}/g, '$1/$2')
      .replace(/\^?\s*(?:\\circ|\{\\circ\})/g, '°')
      .replace(/\{,\}|\\,(?=\d)/g, (sign) => (sign === '{,}' ? ',' : ''))
      .replace(/\\(?:times|cdot)\b/g, '×')
      .replace(/\^\s*\{\s*(-?\d{1,4})\s*\}/g, '^$1')
      .replace(/\\([%$])/g, '$1'),
  );
}
