import { luhn, weightedSum } from './checksums.ts';
import { bare, type DataClass, insideText, under } from './data-class.ts';
import { DIGIT, UPPER } from './value-scan.ts';

/** ISO/IEC 7812 Luhn with the prefix 80840 (45 CFR 162.406). */
const US_NPI: DataClass = {
  id: 'us-npi',
  title: 'US national provider identifier',
  category: 'health',
  prefilter: { bits: DIGIT, minNumber: 10 },
  pattern: /(?<![A-Za-z0-9][-._]?)[12]\d{9}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => luhn(`80840${candidate}`),
  contextWords: ['npi', 'provider id', 'provider identifier', 'national provider identifier', 'npi number'],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('1234567893', '1999000015'),
  nearMisses: bare('1234567894', '3234567893', '12345678930'),
};

/** NHS Data Dictionary: modulus 11, check digit 10 is never issued. */
const NHS_NUMBER: DataClass = {
  id: 'nhs-number',
  title: 'UK NHS number',
  category: 'health',
  prefilter: { bits: DIGIT, minNumber: 10 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{3}[ -]?\d{3}[ -]?\d{4}(?![-._]?[A-Za-z0-9])/g,
  validate: isNhsNumber,
  // Numbers in use begin with these digits; ISBN-10 has the same check digit and begins with 0, 1 and 2 mostly.
  plausible: (candidate) => /^[34679]/.test(candidate),
  keyedPattern: /^\d{3}[ -]?\d{3}[ -]?\d{4}$/,
  contextWords: [
    'nhs',
    'nhs number',
    'nhs no',
    'nhsnumber',
    'patient number',
    'patient identifier',
    'health number',
    'healthcare number',
  ],
  valueNot: ['isbn', 'isbn10', 'book'],
  chanceRate: 0.091,
  leastShare: 0.8,
  needsContext: false,
  positives: bare('943 476 5919', '9992345675'),
  nearMisses: bare('943 476 5918', '0000000001', '99923456750', '0306406152'),
};

function isNhsNumber(candidate: string): boolean {
  const digits = candidate.replace(/\D/g, '');
  const check = (11 - (weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return check !== 10 && check === digits.charCodeAt(9) - 48;
}

/** CMS "Understanding the MBI": 11 characters of fixed kinds, without S L O I B Z. */
const US_MEDICARE_ID: DataClass = {
  id: 'us-medicare-id',
  title: 'US Medicare beneficiary identifier',
  category: 'health',
  prefilter: { bits: DIGIT | UPPER, minDigits: 5, minLength: 11 },
  pattern:
    /(?<![A-Za-z0-9])[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![A-Za-z0-9])/g,
  contextWords: [
    'mbi',
    'medicare',
    'medicare id',
    'medicare number',
    'beneficiary identifier',
    'medicare beneficiary identifier',
  ],
  chanceRate: 0.005,
  needsContext: false,
  positives: bare('1EG4-TE5-MK73', '1EG4TE5MK73'),
  nearMisses: bare('1SG4-TE5-MK73', '0EG4-TE5-MK73', '1EG4-TE5-MK7'),
};

/** WHO ICD-10 code form; the key gives it meaning. */
const ICD_10: DataClass = {
  id: 'icd-10',
  title: 'Diagnosis code (ICD-10)',
  category: 'health',
  prefilter: { bits: DIGIT | UPPER, minLength: 3 },
  pattern: /^[A-TV-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?$/,
  contextWords: [
    'icd',
    'icd10',
    'icd 10',
    'icd code',
    'diagnosis',
    'diagnosis code',
    'condition code',
    'dx',
    'dx code',
    'icd10 code',
    'icd 10 code',
    'diagnostic code',
    'disease code',
    'icd10cm',
    'icd 10 cm',
    'icd10 cm',
    'diag code',
    'diag',
    'principal diagnosis',
  ],
  contextNot: ['weather', 'item condition', 'product condition', 'stock condition'],
  inText: [
    {
      words: ['coded', 'coded as', 'billed as', 'billed with'],
      form: insideText(/^[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}$/),
    },
    { form: insideText(/^[A-TV-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?$/) },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('icd10Code', 'E11.9', 'J45', 'S72.001A'),
    ...under('diagnosis', 'F32.1'),
    ...under('note', 'Encounter coded ICD-10 J45.909 by nurse'),
  ],
  nearMisses: [
    ...under('sku', 'E11.9'),
    ...under('icdCode', 'UU1', '11.9', 'E1'),
    ...under('note', 'shelf J45.909 empty'),
  ],
};

const CONDITION_IN_TEXT = /\p{L}[\p{L}\d+'-]{1,40}(?: \p{L}[\p{L}\d'-]{1,40}){0,2}/uy;

const NO_CONDITION: ReadonlySet<string> = new Set(
  (
    'none no not unknown pending the a an your our my any please see required missing optional follows unchanged n/a yes ' +
    'true false to be being was is are confirmed stable normal given requested updated attached'
  ).split(' '),
);

/** Endings and words of medicine: behind words that also stand before other things, one of them must occur. */
const MEDICAL =
  /(?:itis|[bcfhklmnprtux]osis|aemia|emia|[chilmnpt]oma|[ehilnory]pathy|plegia|algia|phrenia|[nt]uria|rrhea|ectomy|sclerosis|thyroidism|hypertension|hypotension)$|^(?:diabetes|arthritis|anaemia|anemia|arrhythmia|scoliosis|fibrillation|intolerance|deficiency|palsy|seizures?|concussion|sciatica|glaucoma|cataract|vertigo|tinnitus|burnout|endometriosis|celiac|coeliac|crohn|colitis|pneumonia|bronchitis|tuberculosis|leuk[a]?emia|lymphoma|melanoma|melancholia|paralysis|neuropathy|osteoporosis|hypothyroidism|asthma|cancer|tumou?r|depression|depressive|anxiety|epilepsy|migraine|psoriasis|eczema|stroke|angina|hiv|aids|hepatitis|influenza|covid|malaria|measles|autism|dementia|alzheimer|parkinson|obesity|allergy|allergies|fracture|disorder|syndrome|disease|infection|insufficiency|failure|pregnancy|miscarriage|bipolar|insomnia|gout|lupus|hernia|ulcer|reflux|apnea|apnoea|copd|addiction|alcoholism)$/i;

/** Words of machines and papers with such endings, and failures of what is no organ. */
const NOT_MEDICAL =
  /^(?:diploma|aroma|coma|chroma|tacoma|roma|oklahoma|diagnosis|prognosis|osmosis|symbiosis|hypnosis|empathy|sympathy|academia|bohemia)$/i;
const FAILING =
  /^(?:failure|infection|fracture|stroke|insufficiency|disorder|syndrome|reflux|deficiency|hernia|addiction|paralysis)$/i;
const ORGANS =
  /^(?:heart|cardiac|renal|kidney|liver|hepatic|respiratory|lung|pulmonary|urinary|bladder|skin|ear|eye|throat|sinus|viral|bacterial|fungal|chest|hip|wrist|ankle|femur|skull|rib|arm|leg|hand|foot|spine|spinal|bone|stress|anxiety|depressive|eating|mental|panic|personality|attention|autism|sleep|mood|bipolar|psychotic|thyroid|blood|bleeding|acid|gastric|inguinal|umbilical|down|tourette|irritable|bowel|fatigue|carpal|tunnel|alcohol|drug|opioid|iron|vitamin|immune|generalised|generalized|obsessive|compulsive|posttraumatic|traumatic|ischemic|ischaemic|tract)$/i;

function isNamedCondition(candidate: string): boolean {
  const words = candidate.split(' ');
  return words.some(
    (word) =>
      word.length > 3 &&
      MEDICAL.test(word) &&
      !NOT_MEDICAL.test(word) &&
      (!FAILING.test(word) || words.some((other) => ORGANS.test(other))),
  );
}

function isCondition(candidate: string): boolean {
  return !NO_CONDITION.has((candidate.split(' ')[0] ?? '').toLowerCase());
}

const HEALTH_CONDITION: DataClass = {
  id: 'health-condition',
  title: 'Diagnosis, medication or allergy in words',
  category: 'health',
  prefilter: { minLength: 4 },
  pattern: /^\p{L}[\p{L}\d ,.()'/-]{3,200}$/u,
  contextWords: [
    'diagnosis',
    'diagnoses',
    'diagnose',
    'allergy',
    'patient allergen',
    'medication',
    'medicine',
    'prescription',
    'symptom',
    'medical history',
    'medical condition',
    'medical problem',
    'medical issue',
    'health condition',
    'health problem',
    'health issue',
    'health history',
    'patient condition',
    'chronic condition',
    'existing condition',
    'preexisting condition',
    'clinical condition',
    'clinical finding',
    'underlying condition',
    'chronic disease',
    'disease',
    'illness',
    'sickness',
    'ailment',
    'disorder',
    'comorbidity',
    'impairment',
    'disability',
    'blood type',
    'blood group',
    'krankheit',
    'erkrankung',
    'maladie',
    'enfermedad',
    'malattia',
    'chief complaint',
    'presenting complaint',
    'pathology',
    'syndrome',
    'medical note',
    'medical diagnosis',
    'patient problem',
    'chronic illness',
  ],
  contextNot: [
    'prescription id',
    'medication id',
    'diagnosis id',
    'diagnosis code',
    'disease code',
    'illness code',
    'allergen code',
    'system disorder',
  ],
  inText: [
    {
      words: [
        'history of',
        'diagnosed as',
        'suffers from',
        'suffering from',
        'treated for',
        'diagnosis of',
        'living with',
        'complains of',
        'complaining of',
        'admitted with',
        'admitted for',
        'referred for',
        'referred with',
        'hospitalised for',
        'hospitalized for',
        'presents with',
        'presenting with',
        'symptoms of',
        'signs of',
        'suspected',
        'condition',
        'managing',
        'because of',
        'ongoing',
        'severe',
        'acute',
        'known',
        'due to',
        'treatment for',
        'therapy for',
        'medication for',
        'treated',
        'chronic',
        'absence',
        'sick note',
        'illness',
        'disease',
        'under treatment for',
        'erkrankung',
        'krankheit',
        'leidet an',
        'leidet unter',
        'erkrankt an',
        'atteint de',
        'atteinte de',
        'souffre de',
        'padece',
        'padece de',
        'sufre de',
        'soffre di',
        'affetto da',
        'lider av',
        'lijdt aan',
      ],
      form: CONDITION_IN_TEXT,
      validate: isNamedCondition,
    },
    {
      words: ['diagnosed with', 'allergic to', 'tested positive for'],
      form: CONDITION_IN_TEXT,
      validate: isCondition,
    },
    {
      words: [
        'diagnosis',
        'medical condition',
        'health condition',
        'chronic condition',
        'existing condition',
        'allergies',
        'allergy',
        'medication',
        'illness',
        'disease',
        'medical history',
        'blood type',
        'blood group',
        'disability',
      ],
      form: CONDITION_IN_TEXT,
      validate: isCondition,
      needsMark: true,
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('note', 'Patient diagnosed with epilepsy last year', 'medical condition: Asthma (stable)'),
    ...under(
      'note',
      'Erkrankung: Psoriasis',
      'La patiente souffre de migraine',
      'leidet an Asthma seit 2019',
    ),
    ...under('diagnosis', 'Type 2 diabetes mellitus'),
    ...under('allergies', 'penicillin'),
  ],
  nearMisses: [
    ...under('note', 'diagnosis: pending', 'allergies: none', 'your medication will arrive'),
    ...under('note', 'due to hardware failure', 'suffers from lacunae', 'known extension of the order'),
    ...under('note', 'Type 2 diabetes mellitus'),
    ...under('diagnosis', '42', '-'),
  ],
};

const MEDICAL_RECORD_NUMBER: DataClass = {
  id: 'medical-record-number',
  title: 'Medical record number',
  category: 'health',
  prefilter: { bits: DIGIT, minDigits: 3 },
  pattern: /^[A-Z]{0,4}[- ]?\d{2,12}(?:-\d{2,6}){0,3}[A-Z]?$/,
  validate: (candidate) => /^(?:\D*\d){4,14}\D*$/.test(candidate),
  contextWords: [
    'mrn',
    'medical record',
    'medical record number',
    'medical number',
    'patient record',
    'patient record number',
    'patient id',
    'patient number',
    'patient file number',
    'hospital number',
    'health record number',
    'chart number',
    'emr number',
    'emr id',
    'ehr id',
    'ehr number',
    'health record id',
    'medical record id',
    'medical id',
    'clinic number',
    'clinical record number',
    'patient chart',
    'patient chart number',
    'patient ref',
    'patient file',
  ],
  inText: [
    {
      words: ['chart', 'patient file', 'record number', 'case notes', 'file of patient', 'patient'],
      form: /(?:[A-Z]{1,4}[- ]?\d{4,12}|\d{5,12})(?![\p{L}\d]|-\d)/uy,
    },
    { form: insideText(/^[A-Z]{0,4}[- ]?\d{4,12}[A-Z]?$/) },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('mrn', 'MRN-0012345', '4477123'),
    ...under('medicalRecordNumber', 'A123456'),
    ...under('note', 'Chart merged, MRN MRN-3652764 kept'),
  ],
  nearMisses: [
    ...under('id', '4477123'),
    ...under('mrn', 'n/a', '12'),
    ...under('note', 'parcel ABC-3652764 kept'),
  ],
};

export const HEALTH_CLASSES: readonly DataClass[] = [
  US_NPI,
  NHS_NUMBER,
  US_MEDICARE_ID,
  ICD_10,
  HEALTH_CONDITION,
  MEDICAL_RECORD_NUMBER,
];
