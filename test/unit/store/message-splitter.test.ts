import { serialize } from 'pg-protocol';
import { describe, expect, it } from 'vitest';
import { MessageSplitter } from '../../../src/store/embedded/message-splitter.js';

// What a client really sends: the start of a connection, then a statement with a parameter of many bytes.
const messages = [
  serialize.startup({ user: 'postgres', database: 'postgres' }),
  serialize.parse({ text: 'select $1::text' }),
  serialize.bind({ values: ['x'.repeat(100_000)] }),
  serialize.execute(),
  serialize.sync(),
];
const stream = Buffer.concat(messages);

describe('message splitter', () => {
  it.each([1, 3, 4096, 65_536, stream.length])('gives whole messages from chunks of %i bytes', (size) => {
    const splitter = new MessageSplitter();
    const found: Buffer[] = [];
    for (let at = 0; at < stream.length; at += size) found.push(...splitter.push(stream.subarray(at, at + size)));
    expect(found.map((message) => message.toString('hex'))).toEqual(messages.map((message) => message.toString('hex')));
  });

  it('holds back the beginning of a message', () => {
    const splitter = new MessageSplitter();
    expect(splitter.push(stream.subarray(0, 4))).toEqual([]);
    expect(splitter.push((messages[0] as Buffer).subarray(4, -1))).toEqual([]);
    expect(splitter.push((messages[0] as Buffer).subarray(-1))).toEqual([messages[0]]);
  });
});
