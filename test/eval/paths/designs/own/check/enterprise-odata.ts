import type { Design } from '../../../design.ts';
import { item, list, on, text } from '../notation.ts';

const ORDER = 'SalesOrder SalesOrderType SoldToParty TransactionCurrency TotalNetAmount';
const LINE = 'SalesOrder SalesOrderItem Material RequestedQuantity NetAmount';
const PARTNER = 'BusinessPartner BusinessPartnerCategory FirstName LastName SearchTerm1';
const Q = '$filter $select $expand $top $skip $format $inlinecount';
const SALES = '/erp/opu/odata/API_SALES_ORDER_SRV';
const PARTNERS = '/erp/opu/odata/API_BUSINESS_PARTNER';

/** Enterprise planning: services in capitals, quoted and composite keys, dates and GUIDs inside parentheses. */
export const ENTERPRISE_ODATA: Design = {
  name: 'millwright',
  source: 'own',
  half: 'check',
  host: 'erp.millwright.example',
  basePath: '',
  templates: [
    on('GET', `${SALES}/$metadata`, text('application/xml')),
    on('POST', `${SALES}/$batch`, text('multipart/mixed'), '', { requestType: 'multipart/mixed' }),
    on('GET POST', `${SALES}/A_SalesOrder`, list(ORDER), Q, { weight: 5 }),
    on('GET', `${SALES}/A_SalesOrder/$count`, text('text/plain'), '$filter'),
    on('GET PATCH DELETE', `${SALES}/A_SalesOrder('{salesOrder}')`, item(ORDER), '$expand', { weight: 5 }),
    on('GET POST', `${SALES}/A_SalesOrder('{salesOrder}')/to_Item`, list(LINE), Q, { weight: 3 }),
    on(
      'GET',
      `${SALES}/A_SalesOrder('{salesOrder}')/to_Partner`,
      list('SalesOrder PartnerFunction Customer'),
    ),
    on('GET', `${SALES}/A_SalesOrderItem`, list(LINE), Q),
    on(
      'GET PATCH',
      `${SALES}/A_SalesOrderItem(SalesOrder='{salesOrder}',SalesOrderItem='{lineItem}')`,
      item(LINE),
      '',
      { weight: 3 },
    ),
    on(
      'GET',
      `${SALES}/A_SalesOrderItem(SalesOrder='{salesOrder}',SalesOrderItem='{lineItem}')/to_ScheduleLine`,
      list('ScheduleLine ConfirmedDeliveryDate'),
    ),
    on('POST', `${SALES}/rejectApprovalRequest`, item('SalesOrder ApprovalStatus'), 'SalesOrder'),
    on('POST', `${SALES}/releaseApprovalRequest`, item('SalesOrder ApprovalStatus'), 'SalesOrder'),
    on('GET', `${PARTNERS}/$metadata`, text('application/xml')),
    on('GET POST', `${PARTNERS}/A_BusinessPartner`, list(PARTNER), Q, { weight: 3 }),
    on('GET PATCH', `${PARTNERS}/A_BusinessPartner('{partner}')`, item(PARTNER), '$expand', { weight: 4 }),
    on(
      'GET POST',
      `${PARTNERS}/A_BusinessPartner('{partner}')/to_BusinessPartnerAddress`,
      list('AddressID CityName PostalCode Country'),
      '',
      { weight: 2 },
    ),
    on(
      'GET',
      `${PARTNERS}/A_BusinessPartner('{partner}')/to_BusinessPartnerBank`,
      list('BankIdentification BankCountryKey'),
    ),
    on(
      'GET PATCH DELETE',
      `${PARTNERS}/A_BuPaIdentification(BusinessPartner='{partner}',BPIdentificationType='{identification}')`,
      item('BusinessPartner BPIdentificationNumber'),
    ),
    on(
      'GET',
      `${PARTNERS}/A_AddressEmailAddress(guid'{addressGuid}')`,
      item('AddressID EmailAddress IsDefault'),
    ),
    on(
      'GET',
      "/erp/opu/odata/EXCHANGE_RATES/Rates(Currency='{currency}',ValidOn=datetime'{validOn}T00:00:00')",
      item('Currency ValidOn Rate Factor'),
    ),
    on(
      'GET',
      '/erp/opu/odata/CATALOG/ServiceCollection',
      list('ID Title TechnicalServiceName MetadataUrl'),
      Q,
    ),
    on(
      'GET',
      "/erp/opu/odata/CATALOG/ServiceCollection('{serviceKey}')",
      item('ID Title TechnicalServiceName MetadataUrl'),
    ),
  ],
  slots: {
    salesOrder: 'like:000<digits:7>',
    lineItem: 'enum:10|20|30|40|50|60|70|80|90|100|110|120|130|140|150|160',
    partner: 'like:10<digits:6>',
    identification:
      'enum:BUP001|BUP002|BUP003|BUP004|BUP005|IBS001|IBS002|FS0001|FS0002|HCM001|CRM001|CRM002',
    addressGuid: 'uuid',
    currency: 'currency',
    validOn: 'date',
    serviceKey: 'like:Z<upper:3>_<upper:5>_SRV_0001',
  },
};
