/**
 * A pure function of short texts, remembered. Emptied when full: what is forgotten is computed again, so the memo can
 * make it faster, never different. Longer texts seldom repeat and would be held alive.
 */
export function boundedMemo<T>(
  compute: (text: string) => T,
  entries: number,
  units: number,
): (text: string) => T {
  const memo = new Map<string, { readonly value: T }>();
  return (text) => {
    if (text.length > units) return compute(text);
    const known = memo.get(text);
    if (known !== undefined) return known.value;
    const value = compute(text);
    if (memo.size >= entries) memo.clear();
    memo.set(text, { value });
    return value;
  };
}
