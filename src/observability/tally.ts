/** Numbers by label values, made when they are met first. */
export class Tally<K extends string> {
  readonly #members = new Map<string, { readonly labels: Readonly<Record<K, string>>; value: number }>();

  /** `key` names the labels. */
  add(key: string, labels: () => Readonly<Record<K, string>>, by = 1): void {
    let member = this.#members.get(key);
    if (!member) this.#members.set(key, (member = { labels: labels(), value: 0 }));
    member.value += by;
  }

  members(): Iterable<{ readonly labels: Readonly<Record<K, string>>; readonly value: number }> {
    return this.#members.values();
  }
}
