import type { Design } from '../../../design.ts';
import { item, list, on } from '../notation.ts';

const PERMIT = 'reference kind state applicant submittedOn decidedOn fee';

/** Public authority: reference numbers with slashes encoded, citizens by number, forms by letter and digit. */
export const REGISTRY_OFFICE: Design = {
  name: 'townhall',
  source: 'own',
  half: 'dev',
  host: 'services.townhall.example',
  basePath: '/rest/v1.2',
  templates: [
    on('GET POST', '/permits', list(PERMIT), 'state kind page', { weight: 3 }),
    on('GET', '/permits/kinds', list('code title fee requiredDocuments')),
    on('GET PUT', '/permits/{reference}', item(PERMIT), '', { weight: 5 }),
    on('POST', '/permits/{reference}/submit', item('reference state receipt')),
    on('POST', '/permits/{reference}/withdraw', item('reference state')),
    on('GET POST', '/permits/{reference}/documents', list('id title mimeType bytes'), '', { weight: 2 }),
    on('GET', '/permits/{reference}/documents/{documentNo}', {
      type: 'binary',
      contentType: 'application/pdf',
    }),
    on('GET', '/permits/{reference}/decision', item('state reasons legalBasis appealUntil')),
    on('GET', '/citizens/{citizenNumber}', item('number familyName givenNames birthDate address'), '', {
      weight: 3,
    }),
    on('GET', '/citizens/{citizenNumber}/certificates', list('kind issuedOn validUntil')),
    on(
      'POST',
      '/citizens/{citizenNumber}/certificates/{certificate}',
      item('kind issuedOn validUntil url'),
      '',
      { scored: false },
    ),
    on('GET', '/vehicles/{plate}', item('plate make model firstRegistered inspectionDue'), '', { weight: 2 }),
    on('GET', '/vehicles/{plate}/owners', list('number since until')),
    on('GET', '/parcels/{district}/{parcelNo}', item('district number area use owners'), '', { weight: 2 }),
    on('GET', '/parcels/{district}/{parcelNo}/map.svg', { type: 'text', contentType: 'image/svg+xml' }),
    on('GET', '/companies/{companyNumber}', item('number name legalForm seat status'), '', { weight: 3 }),
    on('GET', '/companies/{companyNumber}/filings', list('id kind filedOn pages'), 'year page'),
    on('GET', '/companies/{companyNumber}/filings/{filingDay}', item('id kind filedOn pages url')),
    on('GET', '/appointments/slots', list('at office desk'), 'office from to', { weight: 2 }),
    on('POST', '/appointments', item('code at office desk')),
    on('GET DELETE', '/appointments/{appointmentCode}', item('code at office desk state')),
    on('GET', '/offices', list('id name address openingHours')),
    on('GET', '/offices/{postcode}', list('id name address openingHours')),
    on('GET', '/forms/{formNumber}', item('number title version fields')),
    on('GET', '/statistics/covid19', item('week cases incidence')),
    on('GET', '/statistics/population', item('year total byDistrict')),
    on('POST', '/tools/base64', item('encoded')),
  ],
  slots: {
    reference: 'like:<any:BAU|GEW|VER|UMW><any:-><year>%2F<digits:5>',
    documentNo: 'int:1-40',
    citizenNumber: 'like:<digits:6>-<digits:4>',
    certificate: 'enum:birth|marriage|residence|conduct|civil-status',
    plate: 'like:<upper:2>-<upper:2>-<digits:3>',
    district: 'city',
    parcelNo: 'like:<digits:3>-<digits:2>',
    companyNumber: 'like:HRB<digits:6>',
    filingDay: 'compact-date',
    appointmentCode: 'base36:8',
    postcode: 'like:<digits:5>',
    formNumber: 'like:<upper:1><digits:3>',
  },
};
