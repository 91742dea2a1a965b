import { AMERICAN_ID_CLASSES } from './american-id-classes.ts';
import { CONTACT_CLASSES } from './contact-classes.ts';
import { CREDENTIAL_CLASSES } from './credential-classes.ts';
import type { ClassIndex, DataClass } from './data-class.ts';
import { EUROPEAN_ID_CLASSES } from './european-id-classes.ts';
import { FINANCIAL_CLASSES } from './financial-classes.ts';
import { GOVERNMENT_ID_CLASSES } from './government-id-classes.ts';
import { HEALTH_CLASSES } from './health-classes.ts';
import { ISSUER_SECRET_CLASSES } from './issuer-secret-classes.ts';
import { NORDIC_ID_CLASSES } from './nordic-id-classes.ts';
import { PERSON_CLASSES } from './person-classes.ts';
import { TECHNICAL_CLASSES } from './technical-classes.ts';
import { WORLD_ID_CLASSES } from './world-id-classes.ts';

/** All shipped classes. The order means nothing: what is stored and shown uses ids. */
export const DATA_CLASSES: readonly DataClass[] = [
  ...CONTACT_CLASSES,
  ...PERSON_CLASSES,
  ...FINANCIAL_CLASSES,
  ...GOVERNMENT_ID_CLASSES,
  ...EUROPEAN_ID_CLASSES,
  ...NORDIC_ID_CLASSES,
  ...AMERICAN_ID_CLASSES,
  ...WORLD_ID_CLASSES,
  ...HEALTH_CLASSES,
  ...TECHNICAL_CLASSES,
  ...CREDENTIAL_CLASSES,
  ...ISSUER_SECRET_CLASSES,
];

const BY_ID: ReadonlyMap<string, ClassIndex> = new Map(DATA_CLASSES.map((each, index) => [each.id, index]));

export function classById(id: string): DataClass | null {
  const index = BY_ID.get(id);
  return index === undefined ? null : (DATA_CLASSES[index] ?? null);
}
