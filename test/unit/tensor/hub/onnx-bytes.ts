/** Protobuf written by hand, after the fields of onnx.proto. */
export function field(number: number, value: string | number | readonly Uint8Array[]): Uint8Array {
  if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)]);
  const bytes = typeof value === 'string' ? Buffer.from(value) : Buffer.concat(value);
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

const entry = (key: string, value: string) => field(13, [field(1, key), field(2, value)]);

/** A tensor that lies in a file of its own. */
export const externalTensor = (location: string): Uint8Array[] => [
  field(1, 4096),
  field(2, 1),
  entry('location', location),
  entry('offset', '0'),
  field(14, 1),
];

/** A model with an initializer in `initializer`, a constant of a node in `constant`, and `weights` bytes of its own. */
export const modelWith = (initializer: string, constant: string, weights = 200_000): Uint8Array =>
  Buffer.concat([
    field(1, 8),
    field(2, 'a test'),
    field(7, [
      field(5, [field(8, 'own'), field(9, [new Uint8Array(weights).fill(0x6a)])]),
      field(1, [field(4, 'Constant'), field(5, [field(1, 'value'), field(5, externalTensor(constant))])]),
      field(2, 'graph'),
      field(5, externalTensor(initializer)),
      field(5, externalTensor(initializer)),
    ]),
  ]);
