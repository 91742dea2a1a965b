import { gs1Digit, luhnDigit } from '../check-digits.ts';
import type { Scalar } from '../field.ts';
import { ALNUM, DIGITS, HEX, LOWER, padded, type Random, UPPER } from '../random.ts';
import { digits, grouped } from '../values/maker.ts';

/** Numbers, codes and words of commerce, transport, markets and machines, by the formats that their issuers publish. */
export interface Kind {
  readonly what: string;
  readonly keys: string;
  value(random: Random): Scalar;
}

function kind(what: string, keys: string, value: (random: Random) => Scalar): Kind {
  return { what, keys, value };
}

const n = (random: Random, length: number): string => random.text(DIGITS, length);

function withGs1(payload: string): string {
  return payload + gs1Digit(payload);
}

/** ISO 6346: letters count 10 to 38 without multiples of eleven. */
function container(random: Random): string {
  const letters = `${random.text(UPPER, 3)}U`;
  const serial = n(random, 6);
  const sum = Array.from(letters + serial, (char, at) => {
    const letter = UPPER.indexOf(char);
    const value = letter < 0 ? Number(char) : 10 + letter + Math.floor((letter + 9) / 10);
    return value * 2 ** at;
  }).reduce((total, each) => total + each, 0);
  return `${letters}${serial}${(sum % 11) % 10}`;
}

/** ISO 6166: Luhn over the letters as two digits. */
function isin(random: Random): string {
  const body = `${random.pick(['US', 'DE', 'GB', 'FR', 'IE'])}${random.text(DIGITS + UPPER, 9)}`;
  return body + luhnDigit(Array.from(body, (char) => String(Number.parseInt(char, 36))).join(''));
}

/** Universal Postal Union S10. */
function postalItem(random: Random): string {
  const serial = n(random, 8);
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, at) => total + weight * Number(serial[at]), 0);
  const check = 11 - (sum % 11);
  return `${random.pick(['RR', 'CP', 'EE', 'LX'])}${serial}${check === 10 ? 0 : check === 11 ? 5 : check}${random.pick(['DE', 'GB', 'CN', 'FR'])}`;
}

function isbn10(random: Random): string {
  const body = n(random, 9);
  const sum = Array.from(body, (digit, at) => Number(digit) * (10 - at)).reduce(
    (total, each) => total + each,
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return body + (check === 10 ? 'X' : check);
}

const pad = (random: Random, high: number, width: number): string => padded(random.int(1, high), width);

export const KINDS: readonly Kind[] = [
  kind('UPC-A', 'upc productUpc upcCode itemBarcode', (r) => withGs1(`0${n(r, 10)}`)),
  kind('GTIN-14', 'gtin14 caseGtin outerBarcode cartonGtin', (r) => withGs1(`1${n(r, 12)}`)),
  kind('GLN', 'gln shipFromGln buyerGln locationNumber', (r) => withGs1(`40${n(r, 10)}`)),
  kind('SSCC', 'sscc handlingUnit palletLabel licensePlateSscc', (r) => withGs1(`3${n(r, 16)}`)),
  kind('ISBN-10', 'isbn10 isbn bookIsbn editionIsbn', isbn10),
  kind(
    'ISSN',
    'issn journalIssn eIssn serialIssn',
    (r) => `${n(r, 4)}-${n(r, 3)}${r.pick([...DIGITS, 'X'])}`,
  ),
  kind(
    'UPS tracking number',
    'trackingNumber upsTracking trackingNo shipmentTracking',
    (r) => `1Z${r.text(DIGITS + UPPER, 16)}`,
  ),
  kind('FedEx tracking number', 'tracking trackingId carrierTracking awbNumber', (r) => digits(r, 12)),
  kind('FedEx ground number', 'masterTracking packageId groundTracking pieceId', (r) => `96${n(r, 13)}`),
  kind('USPS tracking number', 'uspsTracking labelNumber impb postalTracking', (r) => `94001${n(r, 17)}`),
  kind('DHL waybill', 'waybillNumber awb hawb mawb', (r) => digits(r, 10)),
  kind('DPD parcel number', 'parcelNumber parcelLabelNumber parcelNo dpdNumber', (r) => `0${n(r, 13)}`),
  kind('postal item', 'itemId barcodeS10 mailItem postTracking', postalItem),
  kind(
    'air ticket',
    'ticketNo eTicket documentNumberTkt couponNumber',
    (r) => `${r.pick(['220', '016', '074', '125'])}${n(r, 10)}`,
  ),
  kind('booking locator', 'pnr recordLocator bookingCode reservationCode', (r) => r.text(UPPER, 6)),
  kind('container', 'containerNumber containerNo equipmentNumber unitNumber', container),
  kind('MMSI', 'mmsi vesselMmsi shipMmsi stationMmsi', (r) => `2${n(r, 8)}`),
  kind('ISIN', 'isin securityIsin instrument instrumentIsin', isin),
  kind('CUSIP', 'cusip securityCusip bondCusip assetCusip', (r) => r.text(DIGITS + UPPER, 9)),
  kind(
    'LEI',
    'lei legalEntityIdentifier counterpartyLei issuerLei',
    (r) => `${n(r, 4)}00${r.text(DIGITS + UPPER, 12)}${n(r, 2)}`,
  ),
  kind(
    'ULID',
    'ulid eventUlid entryId messageUlid',
    (r) => `01J${r.text('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 23)}`,
  ),
  kind('ObjectId', '_id objectId mongoId docId', (r) => `66${r.text(HEX, 22)}`),
  kind('Discord snowflake', 'guildId channel messageRef roleId', (r) => `1${n(r, 17)}`),
  kind('tweet id', 'tweetId id_str statusId in_reply_to', (r) => `18${n(r, 17)}`),
  kind('social page id', 'pageId fbid adsetId campaignRef', (r) => `1000${n(r, 11)}`),
  kind('long numeric id', 'entityId itemKey recordKey nodeId', (r) => digits(r, 17)),
  kind('epoch microseconds', 'tsMicros insertedAtUs eventUs writeTime', (r) => `17${n(r, 14)}`),
  kind('epoch nanoseconds', 'tsNanos startTimeUnixNano endTimeUnixNano logTimeNs', (r) => `17${n(r, 17)}`),
  kind('analytics client', 'clientId_ga gaCid _ga analyticsId', (r) => `${digits(r, 9)}.17${n(r, 8)}`),
  kind('advertiser account', 'adsCustomerId managerAccount mccId advertiserNo', (r) =>
    grouped(digits(r, 10), [3, 3], '-'),
  ),
  kind('cloud account', 'awsAccountId accountIdAws ownerAccount linkedAccountId', (r) => digits(r, 12)),
  kind(
    'marketplace order',
    'amazonOrderId orderRef marketplaceOrder purchaseId',
    (r) => `${n(r, 3)}-${n(r, 7)}-${n(r, 7)}`,
  ),
  kind(
    'auction order',
    'ebayOrder saleNumber legacyOrderId lineReference',
    (r) => `${n(r, 2)}-${n(r, 5)}-${n(r, 5)}`,
  ),
  kind('invoice number', 'invoiceNumber billNo documentNo voucher', (r) => `${r.int(2021, 2026)}-${n(r, 6)}`),
  kind(
    'retrieval reference',
    'rrnRef retrievalReferenceNumber retrievalReference hostReference',
    (r) => `${r.int(4, 6)}${n(r, 11)}`,
  ),
  kind('acquirer reference', 'arn acquirerReferenceNumber arnCode networkReference', (r) => `7${n(r, 22)}`),
  kind('merchant number', 'merchantId mid merchantNumber acceptorId', (r) => `5${n(r, 14)}`),
  kind('terminal', 'terminalId tid posTerminal deviceSerialNo', (r) => digits(r, 8)),
  kind('authorisation code', 'authCode approvalCode authorizationCode stan', (r) => n(r, 6)),
  kind('bank identification prefix', 'bin issuerBin cardBin iin', (r) => `4${n(r, 5)}`),
  kind('masked card', 'maskedPan cardMask maskedNumber panMasked', (r) => `411111******${n(r, 4)}`),
  kind('last four', 'last4 lastFour cardLast4 ending', (r) => n(r, 4)),
  kind('SHA-256', 'sha256 contentHash imageDigest layerDigest', (r) => r.text(HEX, 64)),
  kind('image digest', 'digest manifestDigest imageRef ociDigest', (r) => `sha256:${r.text(HEX, 64)}`),
  kind('short commit', 'commit gitSha shortSha rev', (r) => r.text(HEX, 7)),
  kind('CRC-32', 'crc32 crc checksum32 adler', (r) => r.text(HEX, 8)),
  kind('weak etag', 'entityTag versionTag weakTag cacheTagId', (r) => `W/"${r.text(HEX, 20)}"`),
  kind(
    'Windows build',
    'osBuild osVersion platformVersion windowsVersion',
    (r) => `10.0.${r.int(10240, 26100)}.${r.int(1, 250)}`,
  ),
  kind(
    'reduced browser version',
    'browserVersion userAgentVersion chromeVersion engineVersion',
    (r) => `${r.int(100, 138)}.0.0.0`,
  ),
  kind(
    'object identifier',
    'oid snmpOid extensionOid policyOid',
    (r) => `1.3.6.1.4.1.${r.int(1, 60000)}.${r.int(1, 9)}`,
  ),
  kind(
    'release by date',
    'calver releaseTag imageTag chartVersion',
    (r) => `${r.int(2022, 2026)}.${r.int(1, 12)}.${r.int(1, 28)}.${r.int(1, 60)}`,
  ),
  kind(
    'section number',
    'section clause paragraphNo chapter',
    (r) => `${r.int(1, 20)}.${r.int(1, 20)}.${r.int(1, 9)}.${r.int(1, 9)}`,
  ),
  kind('EUI-64', 'eui64 devEui joinEui zigbeeIeee', (r) =>
    Array.from({ length: 8 }, () => r.text(HEX, 2)).join(':'),
  ),
  kind(
    'timecode',
    'timecode smpte inPoint outPoint',
    (r) => `${pad(r, 23, 2)}:${pad(r, 59, 2)}:${pad(r, 59, 2)}:${pad(r, 24, 2)}`,
  ),
  kind('bounding box', 'bbox boundingBox extentBox cropBox', (r) =>
    Array.from({ length: 4 }, () => (r.next() * 90).toFixed(4)).join(','),
  ),
  kind(
    'pair of measures',
    'resolution gridSize offset scaleXY',
    (r) => `${(r.next() * 9).toFixed(3)},${(r.next() * 9).toFixed(3)}`,
  ),
  kind('exchange rate', 'fxRate rate exchangeRate midRate', (r) => Number((r.next() * 80 + 1).toFixed(6))),
  kind(
    'founding day',
    'foundedOn incorporatedOn registeredSince openedOn',
    (r) => `${r.int(1950, 2005)}-${pad(r, 12, 2)}-${pad(r, 28, 2)}`,
  ),
  kind(
    'compact day',
    'asOfDate valueDate bookingDate tradeDate',
    (r) => `${r.int(1990, 2026)}${pad(r, 12, 2)}${pad(r, 28, 2)}`,
  ),
  kind(
    'day, month and year',
    'effectiveDate releasedOn warrantyStart issuedOn',
    (r) => `${pad(r, 28, 2)}/${pad(r, 12, 2)}/${r.int(1980, 2026)}`,
  ),
  kind('font family', 'fontFamilyName fontFamily typefaceName headingFont', (r) =>
    r.pick(['Open Sans', 'Source Serif', 'Georgia', 'Fira Code', 'Lato', 'Noto Sans']),
  ),
  kind('brand', 'brandName brand labelName makerBrand', (r) =>
    r.pick(['Arthur Price', 'Laura Ashley', 'Jack Wills', 'Tommy Bahama', 'Anna Field', 'Paul Smith']),
  ),
  kind('venue', 'venueName stadium theatreName hallName', (r) =>
    r.pick(['Royal Albert Hall', 'Madison Square', 'Victoria Park', 'Lincoln Center', 'San Siro']),
  ),
  kind('plan', 'planName tierName packageName productFamilyName', (r) =>
    r.pick(['Starter Plus', 'Business Pro', 'Family Premium', 'Team Basic']),
  ),
  kind('course', 'courseTitle lessonName moduleTitle className', (r) =>
    r.pick(['Linear Algebra', 'Marketing Basics', 'Organic Chemistry', 'Modern History']),
  ),
  kind('camera movement', 'pan tilt panAngle panOffset', (r) => r.int(-180, 180)),
  kind('ratio of a triangle', 'sin cos tangent sine', (r) => Number((r.next() * 2 - 1).toFixed(6))),
  kind('GPIO', 'pin gpio pinNumber boardPin', (r) => r.int(1, 40)),
  kind('operating system', 'mac platform macVersion clientOs', (r) =>
    r.pick(['mac', 'windows', 'linux', 'macOS 14.5']),
  ),
  kind('memory address', 'address baseAddress memoryAddress loadAddress', (r) => `0x${r.text(HEX, 12)}`),
  kind(
    'spreadsheet cell',
    'cell cellRef rangeStart anchorCell',
    (r) => `${r.text(UPPER, 1)}${r.int(1, 999)}`,
  ),
  kind('sport', 'race raceName eventRace heat', (r) =>
    r.pick(['Monaco GP', '100m final', 'Grade 1 Stakes', 'Stage 12']),
  ),
  kind('index of light', 'nir red ndvi swir', (r) => Number(r.next().toFixed(4))),
  kind('job run', 'run runNumber jobRun buildRun', (r) => r.int(1000, 99_999_999)),
  kind(
    'resource sid',
    'messageSid accountSid callSid serviceSid',
    (r) => `${r.pick(['SM', 'AC', 'CA', 'MG'])}${r.text(HEX, 32)}`,
  ),
  kind('token of a language', 'token lemma tokenText subword', (r) =>
    r.pick(['the', 'running', 'Ġhello', 'un', '##able', 'market']),
  ),
  kind('page token', 'nextToken nextPageToken pageToken continuationToken', (r) => r.text(ALNUM, 48)),
  kind('nonce', 'nonce requestNonce challengeNonce cspNonce', (r) => r.text(ALNUM, 24)),
  kind('public key', 'publicKey verifyKey pubKey signerPublicKey', (r) => `${r.text(ALNUM, 43)}=`),
  kind('signature', 'signature payloadSignature hmacDigest sig', (r) => `${r.text(`${ALNUM}+/`, 86)}==`),
  kind(
    'storage key',
    'objectKey storageKey s3Key fileKey',
    (r) => `uploads/${r.int(2020, 2026)}/${r.text(ALNUM, 22)}.jpg`,
  ),
  kind('partition key', 'partitionKey cacheKey sortKey dedupeKey', (r) => r.text(HEX, 32)),
  kind('idempotency key', 'idempotencyKey requestKey clientReference dedupId', (r) => r.text(ALNUM, 32)),
  kind('licence of software', 'license licence spdxId licenseName', (r) =>
    r.pick(['MIT', 'Apache-2.0', 'GPL-3.0-only', 'BSD-3-Clause']),
  ),
  kind(
    'contractor licence',
    'contractorLicenseNumber alcoholLicenseNumber medicalLicenseNumber tradeLicenceNo',
    (r) => `${r.text(UPPER, 1)}${n(r, 7)}`,
  ),
  kind('general ledger account', 'glAccount ledgerAccount costAccount revenueAccount', (r) => digits(r, 8)),
  kind('cost centre', 'costCenter profitCenter kostenstelle businessArea', (r) => digits(r, 10)),
  kind('meter', 'meterNumber meterSerial mpan supplyPoint', (r) => digits(r, 13)),
  kind('SIM serial', 'iccid simSerial simIccid cardSerial', (r) => `89${n(r, 17)}`),
  kind(
    'serial number',
    'serialNumber serialNo assetSerial deviceSerial',
    (r) => `${r.text(UPPER, 3)}${n(r, 8)}`,
  ),
  kind(
    'tax code of goods',
    'hsCode commodityCode tariffCode taxCode',
    (r) => `${n(r, 4)}.${n(r, 2)}.${n(r, 2)}`,
  ),
  kind('verification outcome', 'avs cvvResult avsResult cvcCheck', (r) =>
    r.pick(['Y', 'N', 'M', 'U', 'pass']),
  ),
  kind('routing of messages', 'routing routingKey route routingPolicy', (r) =>
    r.pick(['orders.created', 'round-robin', 'eu.west.1', 'billing.#']),
  ),
  kind('weather', 'condition conditions currentCondition skyCondition', (r) =>
    r.pick(['Partly cloudy', 'Light rain', 'Clear', 'Overcast']),
  ),
  kind('state of a thing', 'itemCondition tyreCondition gradeCondition roadCondition', (r) =>
    r.pick(['Very good', 'Like new', 'Worn', 'Refurbished']),
  ),
  kind(
    'storage place',
    'location binLocation storageLocation warehouseLocation',
    (r) => `${r.text(UPPER, 1)}-${pad(r, 40, 2)}-${pad(r, 9, 2)}`,
  ),
  kind('region of a cloud', 'region dataResidency homeRegion residency', (r) =>
    r.pick(['eu-west-1', 'us-east-2', 'ap-south-1']),
  ),
  kind('archive', 'zip zipFile archive bundleZip', (r) => `export-${r.int(1, 9000)}.zip`),
  kind(
    'part number like a plate',
    'partNo oemNumber modelNumber plateModel',
    (r) => `${r.text(UPPER, 2)}${n(r, 2)} ${r.text(UPPER, 3)}`,
  ),
  kind(
    'class of a ship',
    'hullNumber pennant tailNumber aircraftRegistration',
    (r) => `${r.text(UPPER, 1)}-${r.text(UPPER, 4)}`,
  ),
  kind(
    'call sign',
    'flightNumber flightNo trainNumber busLine',
    (r) => `${r.text(UPPER, 2)}${r.int(10, 9999)}`,
  ),
  kind('random word of capitals', 'promoCode voucherCode referralCode couponRef', (r) => r.text(UPPER, 8)),
  kind(
    'base of a hash in words',
    'slug handleSlug permalink urlKey',
    (r) => `${r.text(LOWER, 6)}-${r.text(LOWER, 4)}-${n(r, 4)}`,
  ),
  kind(
    'eight digits with a letter',
    'policyCode memberCard bookNo claimRef',
    (r) => `${digits(r, 8)}${r.text(UPPER, 1)}`,
  ),
  kind('nine digits', 'dunsNumber duns companyNo agencyCode', (r) => digits(r, 9)),
  kind('eleven digits', 'subscriptionNo policyNo contractNo docketNo', (r) => digits(r, 11)),
  kind('thirteen digits', 'consignment dispatchNumber reelNumber lotSerial', (r) => digits(r, 13)),
  kind('fourteen digits', 'requestNumber batchSerial caseRef sortNumber', (r) => digits(r, 14)),
  kind('sixteen digits', 'giftCardNumber loyaltyCard voucherSerial membershipNumber', (r) => digits(r, 16)),
  kind(
    'time of a run as digits',
    'runAt stampedAt partition exportKey',
    (r) =>
      `${r.int(2021, 2026)}${pad(r, 12, 2)}${pad(r, 28, 2)}${pad(r, 23, 2)}${pad(r, 59, 2)}${pad(r, 59, 2)}`,
  ),
  kind(
    'dated number',
    'jobRef lotOfDay sequenceOfDay docOfDay',
    (r) => `${padded(r.int(20, 26), 2)}${pad(r, 12, 2)}${pad(r, 28, 2)}${n(r, 4)}`,
  ),
  kind('ratio of digits', 'ratioText odds scoreline aspect', (r) => `${r.int(1, 40)}:${r.int(1, 40)}`),
];
