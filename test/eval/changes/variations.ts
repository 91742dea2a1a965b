import type { JsonValue } from '../../../src/model/json.ts';
import type { Random } from '../schemas/random.ts';
import type { Body, Draft, Moment, Variation } from './scenario.ts';

/** From a day on, in a share of the calls, `vary`. */
export function from(day: number, vary: Variation, share = 1): Variation {
  return (draft, moment) => {
    if (moment.day >= day && moment.random.chance(share)) vary(draft, moment);
  };
}

export function until(day: number, vary: Variation, share = 1): Variation {
  return (draft, moment) => {
    if (moment.day < day && moment.random.chance(share)) vary(draft, moment);
  };
}

export function sometimes(share: number, vary: Variation): Variation {
  return from(0, vary, share);
}

/** Sets a member of the answer, at a path of member names; where the path meets an array, in every item. */
export function setField(path: string, make: (random: Random, moment: Moment) => JsonValue): Variation {
  return (draft, moment) => {
    if (draft.body === null || draft.status >= 300) return;
    for (const holder of holdersOf(draft.body, path)) holder[lastOf(path)] = make(moment.random, moment);
  };
}

export function dropField(path: string): Variation {
  return (draft) => {
    if (draft.body === null || draft.status >= 300) return;
    for (const holder of holdersOf(draft.body, path)) delete holder[lastOf(path)];
  };
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function holdersOf(body: Body, path: string): Body[] {
  let holders: JsonValue[] = [body];
  for (const name of path.split('.').slice(0, -1)) {
    holders = holders.flatMap((holder) => {
      const member = (holder as Body)[name] ?? null;
      return Array.isArray(member) ? (member as JsonValue[]) : [member];
    });
  }
  return holders.filter((holder) => typeof holder === 'object' && holder !== null) as Body[];
}

export function setQuery(name: string, make: (random: Random) => string): Variation {
  return (draft, { random }) => {
    draft.query[name] = make(random);
  };
}

/** The answer becomes an error with a body of its own shape. */
export function fail(status: number, message = 'The request could not be served.'): Variation {
  return (draft: Draft) => {
    draft.status = status;
    draft.body = { error: { code: status * 100, message } };
  };
}

export const anonymous: Variation = (draft) => {
  delete draft.headers['authorization'];
};

export function refuseAnonymous(status = 401): Variation {
  return (draft, moment) => {
    if (draft.headers['authorization'] === undefined) fail(status, 'Credentials are needed.')(draft, moment);
  };
}

export function slower(factor: number): Variation {
  return (draft) => {
    draft.latencyMs *= factor;
  };
}

export function fromAddress(make: (random: Random) => string): Variation {
  return (draft, { random }) => {
    draft.address = make(random);
  };
}
