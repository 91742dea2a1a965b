import {
  type HostPattern,
  hostKeys,
  hostPatternFits,
  hostPatternKey,
  parseHostPattern,
} from './host-pattern.ts';

/** Who names which host, so that asking about one host costs its label count. */
export class NamedHosts<Owner> {
  readonly #byKey = new Map<string, { readonly pattern: HostPattern; readonly owner: Owner }[]>();

  add(host: string, owner: Owner): void {
    const pattern = parseHostPattern(host);
    const key = hostPatternKey(pattern);
    const entries = this.#byKey.get(key);
    if (entries === undefined) this.#byKey.set(key, [{ pattern, owner }]);
    else entries.push({ pattern, owner });
  }

  *owners(host: string): Generator<Owner> {
    for (const key of hostKeys(host)) {
      for (const { pattern, owner } of this.#byKey.get(key) ?? []) {
        if (hostPatternFits(pattern, host)) yield owner;
      }
    }
  }
}
