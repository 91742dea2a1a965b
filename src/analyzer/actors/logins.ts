import { emptyHyperLogLog, type HyperLogLog, mergeHyperLogLog } from '../sketch/hyper-log-log.ts';
import { type ActorHour, emptyActorHour, mergeActorHour } from './actor-hour.ts';
import { type ActorSet, emptyActorSet, mergeActorSet } from './actor-set.ts';

/** Counters of one address on one login endpoint in one hour. */
export interface LoginTally {
  readonly shapeKey: string;
  attempts: number;
  refused: number;
  accepted: number;
  /** Attempts whose user name was captured. */
  named: number;
  readonly users: HyperLogLog;
  /** Attempts whose password was captured and not hidden by the log, and how many different ones; null while none was. */
  keyed: number;
  passwords: HyperLogLog | null;
}

export type Logins = ActorSet<ActorHour<LoginTally>>;

export function emptyLogin(shapeKey: string): LoginTally {
  return {
    shapeKey,
    attempts: 0,
    refused: 0,
    accepted: 0,
    named: 0,
    users: emptyHyperLogLog(),
    keyed: 0,
    passwords: null,
  };
}

/** Merged logins are taken over: their summary is not used afterwards. */
const same = <T>(value: T): T => value;

export function mergeLogins(into: Logins, from: Logins): void {
  addLogins(into, from, same);
}

function addLogins(into: Logins, from: Logins, copy: (tally: LoginTally) => LoginTally): void {
  mergeActorSet(into, from, emptyActorHour, (place, at) => {
    const actor = into.items[place];
    const other = from.items[at];
    if (actor !== undefined && other !== undefined) mergeActorHour(actor, other, addLogin, copy);
  });
}

/** The merge of all; they stay as they are. */
export function joinLogins(parts: readonly Logins[]): Logins {
  const joined: Logins = emptyActorSet(parts[0]?.k ?? 0);
  for (const part of parts) addLogins(joined, part, copyLogin);
  return joined;
}

function copyLogin(tally: LoginTally): LoginTally {
  const copy = emptyLogin(tally.shapeKey);
  addLogin(copy, tally);
  return copy;
}

export function addLogin(into: LoginTally, from: LoginTally): void {
  into.attempts += from.attempts;
  into.refused += from.refused;
  into.accepted += from.accepted;
  into.named += from.named;
  mergeHyperLogLog(into.users, from.users);
  into.keyed += from.keyed;
  if (from.passwords !== null) mergeHyperLogLog((into.passwords ??= emptyHyperLogLog()), from.passwords);
}
