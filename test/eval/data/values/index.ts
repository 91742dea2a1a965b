import { FINANCIAL } from './financial.ts';
import { HEALTH_AND_DEVICES } from './health-and-devices.ts';
import { EUROPEAN_IDS } from './identity-europe.ts';
import { WORLD_IDS } from './identity-world.ts';
import type { Maker } from './maker.ts';
import { PEOPLE } from './people.ts';
import { SECRETS } from './secrets.ts';

const MAKERS: Readonly<Record<string, Maker>> = {
  ...EUROPEAN_IDS,
  ...WORLD_IDS,
  ...FINANCIAL,
  ...HEALTH_AND_DEVICES,
  ...PEOPLE,
  ...SECRETS,
};

export const CLASS_IDS: readonly string[] = Object.keys(MAKERS).sort();

export function makerOf(classId: string): Maker {
  const maker = MAKERS[classId];
  if (maker === undefined) throw new RangeError(`no maker of ${classId}`);
  return maker;
}
