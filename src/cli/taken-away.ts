import type { Report } from '../model/generated/report.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../model/json.ts';

/** One class that one rule took away. */
export interface TakenAway {
  readonly rule: string;
  readonly className: string;
  readonly fields: number;
  readonly endpoints: number;
}

/** What `not-here` rules took away, from `run.corrections`; a report of another version may hold anything there. */
export function takenAway(report: Report): readonly TakenAway[] {
  const effects = report.run['corrections'] as JsonValue | undefined;
  if (!isJsonArray(effects)) return [];
  return effects.flatMap((effect) => {
    if (!isJsonObject(effect)) return [];
    const { id, removed } = effect;
    if (typeof id !== 'string' || !isJsonArray(removed)) return [];
    const fields = removed.filter(isJsonObject);
    const byClass = Map.groupBy(fields, (field) => textOf(field['class']));
    return [...byClass].map(([className, own]) => ({
      rule: id,
      className,
      fields: own.length,
      endpoints: new Set(own.map((field) => textOf(field['endpoint']))).size,
    }));
  });
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
