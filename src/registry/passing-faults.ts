import type { AssayError } from '../model/errors.ts';
import type { Change } from '../model/registry.ts';
import type { QueuedChange } from './queue.ts';

/** Transient faults in a row, each of another API, after which it is the platform that is down. */
const MAX_APIS_IN_A_ROW = 3;

/** The transient faults of one run that concern one API, or one shared object, and not the platform. */
export interface PassingFaults {
  /**
   * Whether the run goes on after this fault, without the later changes of the same API. It ends with the fault where
   * the platform is down; it stops, without being called failed, where only parked objects fail in a row.
   */
  outcomeOf(
    queued: Pick<QueuedChange, 'change' | 'isParked'>,
    fault: AssayError,
  ): 'goes-on' | 'stops' | 'ends';
  /** The platform took or refused a change: it is not down. */
  answered(): void;
  /** Whether the change has to wait for the next run. */
  has(change: Change): boolean;
  last(): AssayError | null;
}

export function createPassingFaults(): PassingFaults {
  const apis = new Set<string>();
  const shared = new Set<string>();
  let inARow = 0;
  let freshInARow = 0;
  let last: AssayError | null = null;
  return {
    outcomeOf: ({ change: { api = null, action, key }, isParked }, fault) => {
      if (fault.kind !== 'transient') return 'ends';
      last = fault;
      if (api === null) {
        // What does not exist yet may be what all others stand in; the one to update or to take away is there.
        if (action === 'create') return 'ends';
        // Not counted: shared objects come first in every run, and would end each of them.
        shared.add(key);
      } else {
        apis.add(api);
        inARow += 1;
        if (!isParked) freshInARow += 1;
        if (inARow >= MAX_APIS_IN_A_ROW) return freshInARow > 0 ? 'ends' : 'stops';
      }
      return 'goes-on';
    },
    answered: () => {
      inARow = 0;
      freshInARow = 0;
    },
    has: ({ api = null, key }) => (api === null ? shared.has(key) : apis.has(api)),
    last: () => last,
  };
}
