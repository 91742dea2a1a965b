import type { Report } from '../model/generated/report.ts';

/** What became of records that stand at no endpoint: two sentences at most, none when there are no such records. */
export function leftOut({ calls }: Pick<Report, 'calls'>): readonly string[] {
  return [
    sentence(calls.dropped, `of ${grouped(calls.received)} records were no calls`),
    sentence(calls.noise, `of ${grouped(calls.analyzed)} calls belong to no API`),
  ].filter((text) => text !== null);
}

function sentence(counts: Readonly<Record<string, number | undefined>>, what: string): string | null {
  const reasons = Object.entries(counts)
    .map(([reason, count]) => ({ reason, count: count ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  if (reasons.length === 0) return null;
  const total = reasons.reduce((sum, { count }) => sum + count, 0);
  const list = reasons.map(({ reason, count }) => `${reason} ${grouped(count)}`).join(', ');
  return `${grouped(total)} ${what}: ${list}.`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
