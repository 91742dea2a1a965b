/** Texts by the order in which they were first asked for: equal walks over equal data give equal tables. */
export class TextTable {
  readonly texts: string[] = [];
  private readonly indexes = new Map<string, number>();

  indexOf(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    const index = this.texts.length;
    this.texts.push(text);
    this.indexes.set(text, index);
    return index;
  }
}
