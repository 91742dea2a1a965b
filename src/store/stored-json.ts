/**
 * Reads back a JSON document that this program wrote into its own store. The one place where a stored text becomes
 * a typed value without a schema check: the file is ours, mode 0600, and its version was checked on opening.
 */
export function fromStored<T>(stored: string): T {
  return JSON.parse(stored) as T;
}
