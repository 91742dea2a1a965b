import { AMERICAN_ID_CLASSES } from './american-id-classes.ts';
import { CONTACT_CLASSES } from './contact-classes.ts';
import { CREDENTIAL_CLASSES } from './credential-classes.ts';
import type { ClassIndex, DataClass } from './data-class.ts';
import { EUROPEAN_ID_CLASSES } from './european-id-classes.ts';
import { FINANCIAL_CLASSES } from './financial-classes.ts';
import { FURTHER_KEY_WORDS } from './further-key-words.ts';
import { GOVERNMENT_ID_CLASSES } from './government-id-classes.ts';
import { HEALTH_CLASSES } from './health-classes.ts';
import { ISSUER_SECRET_CLASSES } from './issuer-secret-classes.ts';
import { NORDIC_ID_CLASSES } from './nordic-id-classes.ts';
import { PERSON_CLASSES } from './person-classes.ts';
import { TECHNICAL_CLASSES } from './technical-classes.ts';
import { WORLD_ID_CLASSES } from './world-id-classes.ts';

const CLASSES: readonly DataClass[] = [
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

function withFurtherWords(dataClass: DataClass): DataClass {
  const further = FURTHER_KEY_WORDS[dataClass.id];
  if (further === undefined) return dataClass;
  return { ...dataClass, contextWords: [...new Set([...dataClass.contextWords, ...further.split(' | ')])] };
}

/** All shipped classes. The order means nothing: what is stored and shown uses ids. */
export const DATA_CLASSES: readonly DataClass[] = CLASSES.map(withFurtherWords);

const BY_ID: ReadonlyMap<string, ClassIndex> = new Map(DATA_CLASSES.map((each, index) => [each.id, index]));

export function classById(id: string): DataClass | null {
  const index = BY_ID.get(id);
  return index === undefined ? null : (DATA_CLASSES[index] ?? null);
}
