import type { Design, Template } from '../../../design.ts';
import { item, on } from '../notation.ts';

const FHIR = { requestType: 'application/fhir+json' };
const BUNDLE = { ...item('resourceType id type total link entry'), contentType: 'application/fhir+json' };

function resource(fields: string): ReturnType<typeof item> {
  return { ...item(`resourceType id meta ${fields}`), contentType: 'application/fhir+json' };
}

/** Search, read, history and version read of one resource type. */
function resourceType(name: string, slot: string, fields: string, query: string, weight: number): Template[] {
  return [
    on('GET POST', `/${name}`, BUNDLE, `${query} _count _sort _include`, { ...FHIR, weight }),
    on('POST', `/${name}/_search`, BUNDLE, '', { requestType: 'application/x-www-form-urlencoded' }),
    on('GET PUT DELETE', `/${name}/{${slot}}`, resource(fields), '_summary', { ...FHIR, weight: weight * 2 }),
    on('GET', `/${name}/{${slot}}/_history`, BUNDLE, '_count _since'),
    on('GET', `/${name}/{${slot}}/_history/{${slot}Version}`, resource(fields)),
  ];
}

/** Health records: resource types in PascalCase as closed first segments, `_history`, `$everything`. */
export const FHIR_RECORDS: Design = {
  name: 'wardline',
  source: 'own',
  half: 'dev',
  host: 'fhir.wardline.example',
  basePath: '/fhir/R4',
  templates: [
    on('GET', '/metadata', resource('status date kind fhirVersion format rest')),
    ...resourceType(
      'Patient',
      'patientId',
      'identifier active name telecom gender birthDate address',
      'family given birthdate identifier',
      4,
    ),
    ...resourceType(
      'Observation',
      'observationId',
      'status code subject effectiveDateTime valueQuantity',
      'patient code date category',
      4,
    ),
    ...resourceType(
      'Encounter',
      'encounterId',
      'status class subject period serviceProvider',
      'patient date status',
      2,
    ),
    ...resourceType(
      'Condition',
      'conditionId',
      'clinicalStatus code subject onsetDateTime',
      'patient clinical-status',
      1,
    ),
    ...resourceType(
      'MedicationRequest',
      'medicationRequestId',
      'status intent medicationCodeableConcept subject dosageInstruction',
      'patient status intent',
      1,
    ),
    ...resourceType(
      'Practitioner',
      'practitionerId',
      'identifier active name qualification',
      'name identifier',
      1,
    ),
    on('GET', '/Patient/{patientId}/$everything', BUNDLE, 'start end _type _count', { weight: 2 }),
    on('POST', '/Patient/$match', BUNDLE, '', FHIR),
    on('GET', '/Patient/{patientId}/Observation', BUNDLE, 'code date'),
    on('GET', '/Observation/$lastn', BUNDLE, 'patient category max'),
    on('GET', '/ValueSet/$expand', resource('url status expansion'), 'url filter count'),
    on('GET', '/CodeSystem/$lookup', resource('parameter'), 'system code'),
    on('GET', '/Binary/{binaryId}', { type: 'binary', contentType: 'application/pdf' }),
  ],
  slots: {
    patientId: 'uuid',
    patientIdVersion: 'int:1-9',
    observationId: 'bigint',
    observationIdVersion: 'int:1-9',
    encounterId: 'like:enc-<digits:7>',
    encounterIdVersion: 'int:1-9',
    conditionId: 'uuid',
    conditionIdVersion: 'int:1-9',
    medicationRequestId: 'uuid',
    medicationRequestIdVersion: 'int:1-9',
    practitionerId: 'like:pr<digits:5>',
    practitionerIdVersion: 'int:1-9',
    binaryId: 'hex:32',
  },
};
