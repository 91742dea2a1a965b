import type { ControlRow, ControlSet } from '../model/rubric.ts';
import type { Detection } from './finding-rule.ts';
import type { ApiSubject } from './subject.ts';

/** Controls that a finding is evidence for, as `framework:control`, sorted and without repeats. */
export function controlsFor(
  detection: Detection,
  api: ApiSubject,
  sets: readonly ControlSet[],
): readonly string[] {
  const classes = dataClassesAt(detection, api);
  const found = new Set<string>();
  for (const set of sets) {
    for (const row of set.rows) {
      if (!applies(row, detection, classes)) continue;
      for (const control of row.controls) found.add(`${set.id}:${control}`);
    }
  }
  return [...found].sort();
}

function applies(row: ControlRow, detection: Detection, classes: ReadonlySet<string>): boolean {
  if (row.finding !== detection.type) return false;
  if (row.whenDataClass !== undefined && !row.whenDataClass.some((id) => classes.has(id))) return false;
  return (
    row.whenThreat === undefined || (detection.threat !== null && row.whenThreat.includes(detection.threat))
  );
}

/** Classes on accepted calls at the endpoint, or anywhere in the API for a finding about the whole. */
function dataClassesAt(detection: Detection, api: ApiSubject): ReadonlySet<string> {
  const endpoints = detection.endpoint === null ? api.endpoints : [detection.endpoint];
  return new Set(
    endpoints.flatMap((one) => one.dataClasses.filter(({ accepted }) => accepted > 0).map(({ id }) => id)),
  );
}
