import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Messages of onnx.proto on the way to external data, with the fields that lead there. */
const FIELDS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  model: { 7: 'graph', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor' },
  function: { 7: 'node' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph' },
  tensor: { 13: 'entry' },
};
const ENTRY = { key: 1, value: 2 } as const;
const WINDOW = 1 << 16;

/**
 * The files beside an ONNX file that hold its larger tensors, as the file names them: protobuf ends at two gigabytes, and
 * exporters name them as they like. Weights are skipped, not read. What is no ONNX file names none; the runtime will say
 * what is wrong with it.
 */
export function externalDataFiles(path: string): readonly string[] {
  const file = openSync(path, 'r');
  try {
    const found = new Set<string>();
    collect(new Reader(file), 'model', 0, fstatSync(file).size, found);
    return [...found];
  } finally {
    closeSync(file);
  }
}

/** Walks the fields of one message from `at` to `end`. */
function collect(reader: Reader, message: string, at: number, end: number, found: Set<string>): void {
  let key = '';
  reader.at = at;
  while (reader.at < end) {
    const tag = reader.varint();
    const wire = tag % 8;
    if (wire !== 2) {
      if (!reader.skip(wire)) return;
      continue;
    }
    const length = reader.varint();
    const start = reader.at;
    if (!(start + length <= end)) return;
    const number = Math.floor(tag / 8);
    if (message === 'entry') {
      if (number === ENTRY.key) key = reader.text(length);
      else if (number === ENTRY.value && key === 'location') found.add(reader.text(length));
    } else {
      const child = FIELDS[message]?.[number];
      if (child !== undefined) collect(reader, child, start, start + length, found);
    }
    reader.at = start + length;
  }
}

/** Reads a file here and there through a window. */
class Reader {
  at = 0;
  readonly #file: number;
  readonly #window = Buffer.alloc(WINDOW);
  #start = 0;
  #length = 0;

  constructor(file: number) {
    this.#file = file;
  }

  /** NaN beyond the end of the file, which ends every loop over it. */
  varint(): number {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.#byte();
      value += (byte % 128) * shift;
      if (!(byte >= 128)) return value;
    }
  }

  text(length: number): string {
    return Buffer.from(Array.from({ length }, () => this.#byte())).toString();
  }

  /** Passes over a number; false for a wire type that onnx.proto does not use. */
  skip(wire: number): boolean {
    if (wire === 0) this.varint();
    else if (wire === 1) this.at += 8;
    else if (wire === 5) this.at += 4;
    else return false;
    return true;
  }

  #byte(): number {
    if (this.at < this.#start || this.at >= this.#start + this.#length) {
      this.#start = this.at;
      this.#length = readSync(this.#file, this.#window, 0, WINDOW, this.at);
      if (this.#length === 0) return Number.NaN;
    }
    return this.#window[this.at++ - this.#start] as number;
  }
}
