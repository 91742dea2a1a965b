import type { Design } from '../../../design.ts';
import { bytes, item, list, on } from '../notation.ts';
import { PLACES } from './vocabulary.ts';

const CASE = 'docket caption court filed status judge parties';

/** Courts and tax office: docket numbers, paragraphs of law, VAT and land-register numbers, nested exhibits. */
export const COURT_RECORDS: Design = {
  name: 'themis',
  source: 'own',
  half: 'check',
  host: 'open.themis.example',
  basePath: '/apis/1.4',
  templates: [
    on('GET', '/courts', list('code name seat instance')),
    on('GET', '/courts/{court}', item('code name seat instance chambers address')),
    on('GET', '/courts/{court}/cases', list(CASE), 'filedSince status page', { weight: 3 }),
    on('GET', '/courts/{court}/cases/{docket}', item(CASE), '', { weight: 5 }),
    on('GET', '/courts/{court}/cases/{docket}/filings', list('number kind filedBy filedAt pages'), 'page', {
      weight: 3,
    }),
    on(
      'GET',
      '/courts/{court}/cases/{docket}/filings/{filingNo}',
      item('number kind filedBy filedAt pages exhibits'),
    ),
    on(
      'GET',
      '/courts/{court}/cases/{docket}/filings/{filingNo}/exhibits/{exhibit}',
      bytes('application/pdf'),
    ),
    on('GET', '/courts/{court}/cases/{docket}/hearings', list('at room kind public')),
    on('GET', '/courts/{court}/cases/{docket}/judgment', item('date operative reasons appeal')),
    on('GET', '/courts/{court}/calendar/{hearingDay}', list('at room docket kind'), '', { weight: 2 }),
    on('GET', '/laws/{act}', item('code title consolidatedOn sections'), '', { weight: 2 }),
    on('GET', '/laws/{act}/sections/{section}', item('number heading text amendedBy'), 'asOf', { weight: 4 }),
    on('GET', '/laws/{act}/versions/{inForceOn}', item('code title changes')),
    on('GET', '/laws/changes', list('act section at kind'), 'since'),
    on('GET', '/citations/{ecli}', item('ecli court date keywords citedBy'), '', { weight: 3 }),
    on('GET', '/vat/{vatNumber}', item('valid name address requestedAt'), '', { weight: 4 }),
    on('GET', '/vat/{vatNumber}/history', list('from to valid')),
    on('GET', '/taxpayers/{taxNumber}/returns/{taxYear}', item('year assessed paid due state'), '', {
      weight: 2,
    }),
    on('POST', '/taxpayers/{taxNumber}/returns/{taxYear}/amendments', item('id state submittedAt')),
    on('GET', '/land-register/{folio}', item('folio district owners charges')),
    on('GET', '/land-register/{folio}/sheets/{sheet}', item('sheet entries')),
    on('POST', '/e-filing/validate', item('valid errors')),
    on('POST', '/e-filing/submit', item('receipt queuedAt'), '', { requestType: 'multipart/form-data' }),
    on('GET', '/e-filing/{receipt}', item('receipt state docket messages'), '', { weight: 2 }),
  ],
  slots: {
    court: `like:<any:ag|lg|olg|vg>-<any:${PLACES}>`,
    docket: 'like:<int:1-24>-<any:C|O|KLs|F|T|HKO>-<digits:3>-<int:18-26>',
    filingNo: 'int:1-90',
    exhibit: 'like:<any:K|B|A|AST><int:1-60>',
    hearingDay: 'date',
    act: 'enum:bgb|stgb|zpo|stpo|hgb|gmbhg|aktg|urhg|markg|patg|uwg|gwb|estg|ustg|kstg|ao|sgb-v|sgb-vi|vwgo|vwvfg|inso|famfg|wistg|baugb|tmg|tkg|ddg|wphg|kwg|vag',
    section: 'like:<int:1-900><any:||||a|b|c>',
    inForceOn: 'date',
    ecli: 'like:ECLI:DE:<upper:4>:<int:2010-2026>:<digits:6>.<int:1-9><upper:2><digits:3>.<int:10-25>.0',
    vatNumber: 'like:<any:DE|ATU|FR|NL|IT|ES|PL|BE><digits:9><any:|||B01>',
    taxNumber: 'like:<digits:2>-<digits:3>-<digits:5>',
    taxYear: 'int:2018-2025',
    folio: 'like:<upper:2><digits:6>-<int:10-99>',
    sheet: 'int:1-9',
    receipt: 'like:<digits:4>.<digits:4>.<digits:4>.<digits:4>',
  },
};
