import { isCalendarDay } from './checksums.ts';
import { type DataClass, under } from './data-class.ts';
import { PERSON_NAME } from './person-name.ts';
import { SENSITIVE_TRAIT } from './sensitive-trait-class.ts';
import { DIGIT } from './value-scan.ts';

const DATE_OF_BIRTH: DataClass = {
  id: 'date-of-birth',
  title: 'Date of birth',
  category: 'pii',
  prefilter: { bits: DIGIT, minDigits: 5, minLength: 6 },
  pattern:
    /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T[\d:.+Z-]{1,24})?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|(?:19|20)\d{6}|\d{1,2}(?:st|nd|rd|th|\.)? [A-Z][a-z]{2,8}\.?,? (?:18|19|20)\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2},? (?:18|19|20)\d{2})$/,
  validate: isPlausibleBirthDate,
  contextWords: [
    'dob',
    'date of birth',
    'dateofbirth',
    'birth date',
    'birthdate',
    'birthday',
    'birth day',
    'born',
    'born on',
    'birth',
    'geburtsdatum',
    'geburtstag',
    'fecha nacimiento',
    'fecha de nacimiento',
    'date naissance',
    'date de naissance',
    'data nascita',
    'data di nascita',
    'data nascimento',
    'data de nascimento',
    'geboortedatum',
    'fodselsdato',
    'fodelsedatum',
    'bday',
    'nacimiento',
    'naissance',
    'nascimento',
    'born date',
    'day of birth',
    'birth dt',
    'birthdt',
  ],
  inText: [
    {
      words: [
        'dob',
        'date of birth',
        'birth date',
        'birthdate',
        'birthday',
        'born',
        'born on',
        'geburtsdatum',
        'geboren',
        'geboren am',
        'geb',
        'né le',
        'née le',
        'nacido el',
        'nacida el',
        'fecha de nacimiento',
        'date de naissance',
        'nato il',
        'data di nascita',
        'geboortedatum',
        'födelsedatum',
        'day of birth',
        'bday',
        'born in',
        'nacimiento',
        'naissance',
        'nascimento',
        'birth',
      ],
      form: /(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|\d{1,2}(?:st|nd|rd|th|\.)? [A-Z][a-z]{2,8}\.?,? (?:18|19|20)\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2},? (?:18|19|20)\d{2})(?!\d)/uy,
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('note', 'Patient, date of birth 1993-10-07, was admitted', 'born on 5 March 1985 in a town'),
    ...under('dateOfBirth', 'Mar 5, 1985', '5 March 1985'),
    ...under('dateOfBirth', '1984-02-29', '1990-01-05T00:00:00Z', '19840229'),
    ...under('customer_dob', '31/12/1979', '12/31/1979'),
  ],
  nearMisses: [
    ...under('createdAt', '1984-02-29'),
    ...under('note', 'order of 1993-10-07 shipped'),
    ...under('dateOfBirth', '31 February 1985', '5 Thermidor 1985'),
    ...under('dateOfBirth', '1985-02-29', '2184-01-01', '1790-01-01', 'unknown'),
  ],
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `5 March 1985`, `Mar 5, 1985`: the English names of months. */
function isWrittenDate(candidate: string): boolean {
  const month = MONTHS.indexOf((/[A-Z][a-z]{2}/.exec(candidate)?.[0] ?? '').toLowerCase()) + 1;
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(candidate)?.[0];
  return isCalendarDay(Number(candidate.slice(-4)), month, Number(day));
}

function isPlausibleBirthDate(candidate: string): boolean {
  if (/[A-Z][a-z]{2}/.test(candidate)) return isWrittenDate(candidate);
  const parts = /^\d{8}$/.test(candidate)
    ? [candidate.slice(0, 4), candidate.slice(4, 6), candidate.slice(6, 8)]
    : candidate.slice(0, 10).split(/[-/.T]/);
  const [first = '', second = '', third = ''] = parts;
  const isYearFirst = first.length === 4;
  const year = Number(isYearFirst ? first : third);
  if (year < 1880 || year > 2100) return false;
  if (isYearFirst) return isCalendarDay(year, Number(second), Number(third));
  return (
    isCalendarDay(year, Number(second), Number(first)) || isCalendarDay(year, Number(first), Number(second))
  );
}

export const PERSON_CLASSES: readonly DataClass[] = [PERSON_NAME, DATE_OF_BIRTH, SENSITIVE_TRAIT];
