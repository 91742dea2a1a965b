import { eraseSlotNames } from '../../model/ids.ts';
import type { DataClassFacts, RefusedClassFacts } from '../../model/inventory.ts';
import type { ClassRefusal } from '../corrections.ts';
import { fitsHost } from '../paths/host-glob.ts';

export interface KeptClasses {
  readonly kept: readonly DataClassFacts[];
  /** What a person's word took away; it is listed, never lost. */
  readonly refused: readonly RefusedClassFacts[];
}

const NOTHING_REFUSED: readonly RefusedClassFacts[] = [];

/** Takes away the classes that people refused at fields of this endpoint. */
export function refuseClasses(
  facts: readonly DataClassFacts[],
  host: string,
  path: string,
  refusals: readonly ClassRefusal[],
): KeptClasses {
  if (refusals.length === 0 || facts.length === 0) return { kept: facts, refused: NOTHING_REFUSED };
  const erased = eraseSlotNames(path);
  const here = refusals.filter((each) => fitsHost(each.host, host) && fitsPath(each, erased));
  if (here.length === 0) return { kept: facts, refused: NOTHING_REFUSED };
  const kept: DataClassFacts[] = [];
  const refused: RefusedClassFacts[] = [];
  for (const fact of facts) {
    const refusal = here.find((each) => refuses(each, fact));
    if (refusal === undefined) kept.push(fact);
    else {
      const { id, location, path: pointer, count } = fact;
      refused.push({ rule: refusal.rule, id, location, path: pointer, count });
    }
  }
  return { kept, refused };
}

function fitsPath({ path, isPrefix }: ClassRefusal, erased: string): boolean {
  if (path === null || path === erased) return true;
  return isPrefix && erased.startsWith(`${path}/`);
}

function refuses({ id, location, pointer }: ClassRefusal, fact: DataClassFacts): boolean {
  if (id !== fact.id || (location !== null && location !== fact.location)) return false;
  if (pointer === null) return true;
  const tokens = fact.path.split('/').slice(1);
  return (
    tokens.length === pointer.length && pointer.every((token, at) => token === '*' || token === tokens[at])
  );
}
