/** The k best of what is offered, best first; of equals the earlier offer stays ahead. Reused over many queries. */
export class TopK {
  /** [k], −1 where fewer than k were offered. */
  readonly ids: Int32Array;
  /** [k], −Infinity where fewer than k were offered. */
  readonly similarity: Float32Array;

  constructor(k: number) {
    this.ids = new Int32Array(k);
    this.similarity = new Float32Array(k);
    this.clear();
  }

  clear(): void {
    this.ids.fill(-1);
    this.similarity.fill(Number.NEGATIVE_INFINITY);
  }

  offer(id: number, similarity: number): void {
    let at = this.ids.length - 1;
    if (!(similarity > (this.similarity[at] as number))) return;
    while (at > 0 && similarity > (this.similarity[at - 1] as number)) {
      this.similarity[at] = this.similarity[at - 1] as number;
      this.ids[at] = this.ids[at - 1] as number;
      at--;
    }
    this.similarity[at] = similarity;
    this.ids[at] = id;
  }
}
