/** A span of record time: from inclusive, to exclusive; milliseconds since the epoch, UTC. */
export interface Slice {
  readonly fromMs: number;
  readonly toMs: number;
}

export function describeSlice({ fromMs, toMs }: Slice): string {
  return `${new Date(fromMs).toISOString()}/${new Date(toMs).toISOString()}`;
}
