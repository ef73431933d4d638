type GrowableType = Uint32ArrayConstructor | Float32ArrayConstructor;

/** A typed array that doubles when it is full, so that a matrix can be built without an array of JavaScript numbers. */
export class Growable<T extends GrowableType> {
  #data: InstanceType<T>;
  #length = 0;

  constructor(private readonly type: T) {
    this.#data = new type(1024) as InstanceType<T>;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const larger = new this.type(2 * this.#length) as InstanceType<T>;
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.#length++] = value;
  }

  /** What was pushed, as a view of the buffer; a later push may leave it behind. */
  view(): InstanceType<T> {
    return this.#data.subarray(0, this.#length) as InstanceType<T>;
  }
}
