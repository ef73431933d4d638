const LENGTH_BYTES = 4;

/**
 * Cuts the bytes of a PostgreSQL front end into messages, however they arrive. The first message of a connection has no
 * type byte (its first byte is the high byte of its length, 0); every other one is type, length, body.
 */
export class MessageSplitter {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Bytes that the next message needs before looking at it makes sense; large messages arrive in many chunks. */
  #wanted = LENGTH_BYTES + 1;

  /** The messages that are complete now. */
  push(chunk: Uint8Array): Buffer[] {
    this.#chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.#size += chunk.byteLength;
    const messages: Buffer[] = [];
    if (this.#size < this.#wanted) return messages;
    let rest = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    for (;;) {
      this.#wanted = LENGTH_BYTES + 1;
      if (rest.length < this.#wanted) break;
      this.#wanted = rest[0] === 0 ? rest.readInt32BE(0) : 1 + rest.readInt32BE(1);
      if (rest.length < this.#wanted) break;
      messages.push(rest.subarray(0, this.#wanted));
      rest = rest.subarray(this.#wanted);
    }
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
    return messages;
  }
}
