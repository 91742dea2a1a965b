import type { Design } from '../../../design.ts';
import { bytes, item, list, on } from '../notation.ts';

const DICOM = '00080005 00080020 00080030 00080050 00080061 0020000D';
const BUNDLE = { ...item('resourceType type total link entry'), contentType: 'application/fhir+json' };

/** Hospital imaging and bulk export: dotted object identifiers, frames as comma lists, `$export` beside ids. */
export const IMAGING: Design = {
  name: 'radiant',
  source: 'own',
  half: 'check',
  host: 'pacs.radiant.example',
  basePath: '',
  templates: [
    on(
      'GET POST',
      '/dicomweb/studies',
      { ...list(DICOM), contentType: 'application/dicom+json' },
      'PatientID StudyDate ModalitiesInStudy limit offset',
      { weight: 4 },
    ),
    on('GET DELETE', '/dicomweb/studies/{study}', bytes('multipart/related'), '', { weight: 3 }),
    on(
      'GET',
      '/dicomweb/studies/{study}/metadata',
      { ...list(DICOM), contentType: 'application/dicom+json' },
      '',
      { weight: 3 },
    ),
    on('GET', '/dicomweb/studies/{study}/series', list('00080060 0020000E 00201209'), 'Modality limit', {
      weight: 3,
    }),
    on('GET', '/dicomweb/studies/{study}/series/{series}', bytes('multipart/related')),
    on('GET', '/dicomweb/studies/{study}/series/{series}/metadata', list('00080018 00280010 00280011'), '', {
      weight: 3,
    }),
    on(
      'GET',
      '/dicomweb/studies/{study}/series/{series}/instances',
      list('00080016 00080018 00200013'),
      'limit',
      { weight: 2 },
    ),
    on(
      'GET',
      '/dicomweb/studies/{study}/series/{series}/instances/{instance}',
      bytes('multipart/related'),
      '',
      { weight: 4 },
    ),
    on(
      'GET',
      '/dicomweb/studies/{study}/series/{series}/instances/{instance}/frames/{frames}',
      bytes('multipart/related'),
      '',
      { weight: 5 },
    ),
    on(
      'GET',
      '/dicomweb/studies/{study}/series/{series}/instances/{instance}/rendered',
      bytes('image/jpeg'),
      'viewport window',
      { weight: 3 },
    ),
    on('GET', '/dicomweb/studies/{study}/thumbnail', bytes('image/png')),
    on('GET', '/fhir/ImagingStudy', BUNDLE, 'patient started modality _count', { weight: 2 }),
    on(
      'GET',
      '/fhir/ImagingStudy/{imagingStudy}',
      item('resourceType id status subject started series'),
      '',
      { weight: 2 },
    ),
    on('GET', '/fhir/DiagnosticReport', BUNDLE, 'patient category date _count'),
    on(
      'GET PUT',
      '/fhir/DiagnosticReport/{report}',
      item('resourceType id status code conclusion presentedForm'),
    ),
    on(
      'GET',
      '/fhir/DiagnosticReport/{report}/_history/{reportVersion}',
      item('resourceType id meta status code conclusion'),
    ),
    on('GET', '/fhir/Group/{cohort}/$export', BUNDLE, '_type _since', { statuses: [202] }),
    on('GET', '/fhir/$export-poll-status', item('transactionTime request output error'), '_jobId'),
    on('GET', '/fhir/Location/$nearest', BUNDLE, 'lat lon'),
    on('GET', '/worklist/{station}', list('accession patientRef procedure scheduledAt'), 'date', {
      weight: 2,
    }),
    on(
      'GET',
      '/worklist/{station}/{accession}',
      item('accession patientRef procedure scheduledAt priority'),
      '',
      { weight: 2 },
    ),
    on('POST', '/worklist/{station}/{accession}/complete', item('accession state completedAt')),
    on('GET', '/dose/monthly-summary', item('month exams median p95'), 'modality'),
    on('GET', '/dose/{accession}', item('accession ctdi dlp events')),
  ],
  slots: {
    study: 'like:1.2.826.0.1.<digits:7>.<int:1-9>.<unix>.<digits:5>',
    series: 'like:1.2.826.0.1.<digits:7>.<int:1-9>.<unix>.<digits:3>.<int:1-40>',
    instance: 'like:1.2.826.0.1.<digits:7>.<int:1-9>.<unix>.<digits:3>.<int:1-40>.<int:1-600>',
    frames: 'list:int:1-120',
    imagingStudy: 'like:<hex:8>-<hex:16>',
    report: 'like:dr.<year>.<digits:6>',
    reportVersion: 'int:1-6',
    cohort: 'uuid',
    station: 'like:<any:CT|MR|US|XR|MG|PT><digits:2>-<any:NORTH|SOUTH|EAST|WEST|ER>',
    accession: 'like:ACC<digits:8>',
  },
};
