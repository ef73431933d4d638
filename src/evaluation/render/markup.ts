/** Text that is HTML already; everything else is escaped when it is put into a page. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What can stand in a template. Null and false put nothing. */
export type Content = string | number | null | false | Markup | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe between tags and inside quoted attributes. Control characters that HTML forbids become U+FFFD. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string)
    // eslint-disable-next-line no-control-regex -- those are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd');

/** A template of HTML or SVG: what is put in is escaped unless it is Markup. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const literal = unindented(strings);
  let text = literal[0] as string;
  values.forEach((value, i) => {
    text += render(value) + (literal[i + 1] as string);
  });
  return new Markup(text);
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The indentation of the source is not sent: it would be a third of a large report. */
function unindented(strings: TemplateStringsArray): readonly string[] {
  const before = known.get(strings);
  if (before) return before;
  const literal = strings.map((part) => part.replace(/\n\s*/g, '\n'));
  known.set(strings, literal);
  return literal;
}

function render(value: Content): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(render).join('');
}
