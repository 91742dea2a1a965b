import { type OpenRegistry, planChanges } from '../../src/kit/index.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Change, DesiredObject, OwnedObject, PublishedApi } from '../../src/model/registry.ts';

/** A registry in memory with two objects per API, a service and its grade, under one shelf that belongs to all. */
export interface ShelfRegistry extends OpenRegistry {
  readonly held: Map<string, OwnedObject>;
  /** Every change that arrived, refused ones too, as `action key`. */
  readonly applied: string[];
  plans: number;
  /** Runs before each change; throws what the platform would answer. */
  onApply: (change: Change) => void | Promise<void>;
}

export function shelfRegistry(held = new Map<string, OwnedObject>()): ShelfRegistry {
  const applied: string[] = [];
  const shelf: ShelfRegistry = {
    held,
    applied,
    plans: 0,
    onApply: () => undefined,
    capabilities: { definitions: false, status: false, adopt: false },
    listOwned: () => Promise.resolve([...held.values()]),
    plan: (apis) => {
      shelf.plans += 1;
      return Promise.resolve(planChanges(shelfState(apis), [...held.values()]));
    },
    apply: async (change) => {
      applied.push(`${change.action} ${change.key}`);
      await shelf.onApply(change);
      held.set(change.key, objectAfter(change));
    },
    adopt: null,
    reportStatus: null,
  };
  return shelf;
}

/** What the shelf should hold; an API without a grade has no grade object. */
export function shelfState(apis: readonly PublishedApi[]): readonly DesiredObject[] {
  return [
    { key: 'shelf', kind: 'Shelf', api: null, body: { title: 'Observed APIs' } },
    ...apis.flatMap(({ api, body, grade }): DesiredObject[] => {
      const { grade: _letter, ...facts } = body;
      return [
        { key: `services/${api.name}`, kind: 'Service', api: api.id, body: facts },
        ...(grade === null
          ? []
          : [{ key: `grades/${api.name}`, kind: 'Grade', api: api.id, body: { letter: grade.letter } }]),
      ];
    }),
  ];
}

function objectAfter(change: Change): OwnedObject {
  const body: JsonObject = change.action === 'retire' ? change.before : change.after;
  return {
    key: change.key,
    kind: change.kind,
    api: change.api ?? null,
    body,
    state: change.action === 'retire' ? 'retired' : 'active',
  };
}
