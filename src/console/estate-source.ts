import type { Estate } from '../report/openapi/index.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The estate behind a report. Rebuilding it costs about as much as an assessment, so requests that meet a rebuild wait
 * for the same one; afterwards it is kept as long as the report stays and the memory is not needed for anything else.
 */
export function estateSource(load: () => Promise<Estate>): (snapshot: Snapshot) => Promise<Estate> {
  let pending: { readonly of: Snapshot; readonly estate: Promise<Estate> } | null = null;
  let kept: { readonly of: Snapshot; readonly estate: WeakRef<Estate> } | null = null;
  return async (snapshot) => {
    const known = kept?.of === snapshot ? kept.estate.deref() : undefined;
    if (known !== undefined) return known;
    if (pending?.of === snapshot) return pending.estate;
    const loading = { of: snapshot, estate: load() };
    pending = loading;
    try {
      const estate = await loading.estate;
      kept = { of: snapshot, estate: new WeakRef(estate) };
      return estate;
    } finally {
      if (pending === loading) pending = null;
    }
  };
}
