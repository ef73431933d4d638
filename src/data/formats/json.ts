import { JSONParser, TokenType } from '@streamparser/json';
import type { BadRow, RawRecord } from './import-format.js';
import { BATCH_RECORDS } from './import-format.js';

export type JsonObject = Readonly<Record<string, unknown>>;
export type ToRecord = (value: JsonObject, line: number) => RawRecord | BadRow;

const LINE_FEED = 10;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Streams a file that is one JSON list of objects. */
export async function* readJsonList(
  bytes: AsyncIterable<Uint8Array>,
  toRecord: ToRecord,
): AsyncGenerator<readonly (RawRecord | BadRow)[]> {
  let batch: (RawRecord | BadRow)[] = [];
  const list = new JsonList((value, line) => batch.push(record(value, line, toRecord)));
  for await (const chunk of bytes) {
    if (!list.write(chunk)) break;
    if (batch.length >= BATCH_RECORDS) {
      yield batch;
      batch = [];
    }
  }
  list.end();
  if (list.fault) batch.push(list.fault);
  yield batch;
}

/** The first element of a JSON list, or why the text does not begin with one. */
export function firstElement(head: string): { readonly value: unknown } | string {
  if (!head.trimStart().startsWith('[')) return 'it is not a JSON list';
  let found: { value: unknown } | undefined;
  const list = new JsonList((value) => (found ??= { value }));
  const bytes = Buffer.from(head);
  for (let at = 0; at < bytes.length && !found; at += 4096) if (!list.write(bytes.subarray(at, at + 4096))) break;
  if (found) return found;
  return list.fault ? `it is not JSON (${list.fault.reason})` : 'its list is empty or its first element is too long';
}

/** Streams a file with one JSON object on each line. */
export async function* readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
  toRecord: ToRecord,
): AsyncGenerator<readonly (RawRecord | BadRow)[]> {
  let line = 0;
  let pending: Uint8Array[] = [];
  let batch: (RawRecord | BadRow)[] = [];
  const flush = () => {
    line++;
    const text = Buffer.concat(pending).toString();
    pending = [];
    if (text.trim() !== '') batch.push(parseLine(text, line, toRecord));
  };
  for await (const chunk of bytes) {
    for (const piece of pieces(chunk)) {
      pending.push(piece);
      if (piece.at(-1) === LINE_FEED) flush();
    }
    if (batch.length >= BATCH_RECORDS) {
      yield batch;
      batch = [];
    }
  }
  flush();
  yield batch;
}

function parseLine(text: string, line: number, toRecord: ToRecord): RawRecord | BadRow {
  try {
    return record(JSON.parse(text), line, toRecord);
  } catch (thrown) {
    return { line, reason: `not JSON: ${(thrown as Error).message}` };
  }
}

const record = (value: unknown, line: number, toRecord: ToRecord): RawRecord | BadRow =>
  isObject(value) ? toRecord(value, line) : { line, reason: 'expected a JSON object' };

/** Parses a JSON list piece by piece, one physical line at a time, so that the line of each element is known. */
class JsonList {
  readonly #parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  #line = 1;
  #depth = 0;
  #elementLine = 1;
  /** Set when the text is not JSON. */
  fault: BadRow | null = null;

  constructor(onElement: (value: unknown, line: number) => void) {
    this.#parser.onToken = ({ token }) => {
      if (this.#depth === 1 && token !== TokenType.COMMA) this.#elementLine = this.#line;
      if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#depth++;
      if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#depth--;
    };
    this.#parser.onValue = ({ value }) => onElement(value, this.#elementLine);
    this.#parser.onError = ({ message }) => {
      this.fault ??= { line: this.#line, reason: `not JSON: ${message}`, fatal: true };
    };
  }

  /** False once the text has turned out not to be JSON. */
  write(chunk: Uint8Array): boolean {
    for (const piece of pieces(chunk)) {
      if (this.fault) break;
      this.#parser.write(piece);
      if (piece.at(-1) === LINE_FEED) this.#line++;
    }
    return this.fault === null;
  }

  end(): void {
    if (!this.fault && this.#depth > 0)
      this.fault = { line: this.#line, reason: 'the list ends too early', fatal: true };
  }
}

/** The chunk cut behind each line feed. */
function* pieces(chunk: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < chunk.length;) {
    const feed = chunk.indexOf(LINE_FEED, from);
    const to = feed < 0 ? chunk.length : feed + 1;
    yield chunk.subarray(from, to);
    from = to;
  }
}
