const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * The strings of a Python list literal as `repr` writes it, for example `['it''s', "two\nlines"]`; null when the text is
 * anything else. Octal and named escapes, which `repr` never writes, stay as they are, like any unknown escape in Python.
 */
export function pythonStrings(literal: string): readonly string[] | null {
  const text = literal.trim();
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  const strings: string[] = [];
  let at = skipSpace(text, 1);
  while (text[at] === "'" || text[at] === '"') {
    const end = closingQuote(text, at);
    if (end < 0) return null;
    strings.push(unescape(text.slice(at + 1, end)));
    at = skipSpace(text, end + 1);
    if (text[at] === ',') at = skipSpace(text, at + 1);
    else if (at < text.length - 1) return null;
  }
  return strings.length > 0 && at === text.length - 1 ? strings : null;
}

function skipSpace(text: string, at: number): number {
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

/** Where the string that opens at `open` closes; −1 when it does not, or holds a bare line feed, which Python refuses. */
function closingQuote(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === text[open]) return i;
    else if (text[i] === '\n') return -1;
  }
  return -1;
}

function unescape(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(/\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])/g, (sequence) => {
    const kind = sequence[1] as string;
    if (sequence.length === 2 + (HEX_DIGITS[kind] ?? 0) && kind in HEX_DIGITS) {
      const point = Number.parseInt(sequence.slice(2), 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : sequence;
    }
    return ESCAPES[kind] ?? (kind === '\n' ? '' : sequence);
  });
}
