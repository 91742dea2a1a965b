import type { Half } from '../capability.ts';
import { gs1Digit } from './check-digits.ts';
import type { Scalar } from './field.ts';
import { ALNUM, DIGITS, HEX, padded, type Random, UPPER } from './random.ts';
import { uuid } from './values/health-and-devices.ts';
import { digits, grouped } from './values/maker.ts';

/** Business values in the shape of sensitive ones. Every one of them passes some check digit by chance. */
export interface LookAlike {
  readonly what: string;
  readonly dev: readonly string[];
  readonly check: readonly string[];
  value(random: Random, half: Half): Scalar;
}

function day(random: Random, from: number, to: number): string {
  return `${random.int(from, to)}-${padded(random.int(1, 12), 2)}-${padded(random.int(1, 28), 2)}`;
}

const PRODUCTS: Readonly<Record<Half, readonly [readonly string[], readonly string[]]>> = {
  dev: [
    ['Emma', 'Oliver', 'Marlow', 'Billy', 'Henry', 'Clara', 'Jackson', 'Florence', 'Stella', 'Hugo'],
    ['Sofa', 'Armchair', 'Bookcase', 'Table Lamp', 'Sideboard', 'Corner Desk', 'Rug', 'Bed Frame'],
  ],
  check: [
    ['Astrid', 'Vera', 'Diego', 'Luna', 'Tom', 'Bella', 'Max', 'Ingrid', 'Rosa', 'Carl'],
    ['Sneaker', 'Raincoat', 'Backpack', 'Trail Boot', 'Denim Jacket', 'Wool Scarf', 'Sandal', 'Parka'],
  ],
};

export const FOUR_PARTS = 'version of four parts';

export const LOOK_ALIKES: readonly LookAlike[] = [
  {
    what: 'order number of 16 digits',
    dev: ['orderNumber', 'transactionNo', 'shipmentNo'],
    check: ['bookingNumber', 'voucherNo', 'receiptNumber'],
    value: (random) => digits(random, 16),
  },
  {
    what: 'order number of 16 digits that starts like a card',
    dev: ['salesOrderNo', 'pickingNumber', 'waybill'],
    check: ['consignmentNo', 'jobNumber', 'dispatchNo'],
    value: (random) => `4${random.text(DIGITS, 15)}`,
  },
  {
    what: 'snowflake id',
    dev: ['messageId', 'channelId', 'threadId'],
    check: ['postId', 'roomId', 'eventKey'],
    value: (random) => `1${random.text(DIGITS, 18)}`,
  },
  {
    what: 'snowflake id as a JSON number',
    dev: ['cursorId', 'shardId', 'snowflake'],
    check: ['offsetId', 'nodeSeq', 'flakeId'],
    value: (random) => random.int(100_000_000_000_000, 900_000_000_000_000),
  },
  {
    what: FOUR_PARTS,
    dev: ['version', 'firmwareVersion', 'appVersion'],
    check: ['release', 'driverVersion', 'minVersion'],
    value: (random) => `${random.int(1, 12)}.${random.int(0, 40)}.${random.int(0, 9)}.${random.int(0, 250)}`,
  },
  {
    what: 'date that is no birth date',
    dev: ['establishedOn', 'releaseDate', 'constructionDate'],
    check: ['foundedOn', 'publicationDate', 'vintageDate'],
    value: (random) => day(random, 1950, 2004),
  },
  {
    what: 'business date',
    dev: ['dueDate', 'validFrom', 'deliveryDate'],
    check: ['expiresOn', 'invoiceDate', 'startDate'],
    value: (random) => day(random, 2023, 2027),
  },
  {
    what: 'hex colour',
    dev: ['colour', 'backgroundColor', 'accent'],
    check: ['tint', 'borderColor', 'themeColor'],
    value: (random) => `#${random.text(HEX, 6)}`,
  },
  {
    what: 'part number',
    dev: ['partNumber', 'articleNo', 'mpn'],
    check: ['componentNo', 'sparePart', 'drawingNo'],
    value: (random) => `${random.text(UPPER, 2)}-${random.text(DIGITS, 4)}-${random.text(DIGITS, 2)}`,
  },
  {
    what: 'GUID',
    dev: ['correlationId', 'tenantId', 'resourceId'],
    check: ['objectId', 'workspaceId', 'runId'],
    value: (random) => uuid(random),
  },
  {
    what: 'product name with a first name',
    dev: ['productName', 'title', 'articleName'],
    check: ['modelName', 'styleName', 'itemTitle'],
    value: (random, half) => `${random.pick(PRODUCTS[half][0])} ${random.pick(PRODUCTS[half][1])}`,
  },
  {
    what: 'build number',
    dev: ['build', 'buildNumber', 'revision'],
    check: ['pipelineRun', 'changeset', 'patchLevel'],
    value: (random) =>
      `${random.int(2023, 2026)}${padded(random.int(1, 12), 2)}${padded(random.int(1, 28), 2)}.${random.int(1, 40)}`,
  },
  {
    what: 'decimal like a coordinate',
    dev: ['ratio', 'weightKg', 'score'],
    check: ['thresholdPct', 'voltage', 'rating'],
    value: (random) => Number((random.next() * 89).toFixed(6)),
  },
  {
    what: 'pair of decimals',
    dev: ['sizeCm', 'dimensions', 'priceRange'],
    check: ['extent', 'interval', 'bounds'],
    value: (random) => `${(random.next() * 80).toFixed(2)},${(random.next() * 90).toFixed(2)}`,
  },
  {
    what: 'random base64',
    dev: ['etag', 'contentDigest', 'pageCursor'],
    check: ['continuation', 'syncState', 'thumbnail'],
    value: (random) => `${random.text(`${ALNUM}+/`, 43)}=`,
  },
  {
    what: 'hash of 40 hexadecimal digits',
    dev: ['commitSha', 'treeHash', 'sha1'],
    check: ['gitRevision', 'blobHash', 'contentSha'],
    value: (random) => random.text(HEX, 40),
  },
  {
    what: 'hash of 32 hexadecimal digits',
    dev: ['md5', 'checksum', 'fingerprint'],
    check: ['fileHash', 'imageHash', 'traceId'],
    value: (random) => random.text(HEX, 32),
  },
  {
    what: 'ISBN-13',
    dev: ['isbn', 'bookNumber', 'isbn13'],
    check: ['isbn_13', 'ebookIsbn', 'editionCode'],
    value: (random) => {
      const payload = `978${random.text(DIGITS, 9)}`;
      return payload + gs1Digit(payload);
    },
  },
  {
    what: 'EAN-13',
    dev: ['ean', 'barcode', 'gtin'],
    check: ['ean13', 'upc', 'retailCode'],
    value: (random, half) => {
      const payload = `${half === 'dev' ? '400' : '560'}${random.text(DIGITS, 9)}`;
      return payload + gs1Digit(payload);
    },
  },
  {
    what: 'epoch seconds',
    dev: ['createdTs', 'updatedEpoch', 'lastSync'],
    check: ['mtime', 'issuedAt', 'ts'],
    value: (random) => random.int(1_600_000_000, 1_790_000_000),
  },
  {
    what: 'epoch seconds as text',
    dev: ['created', 'lastPoll', 'syncedAt'],
    check: ['modified', 'heartbeat', 'queuedAt'],
    value: (random) => String(random.int(1_600_000_000, 1_790_000_000)),
  },
  {
    what: 'epoch milliseconds',
    dev: ['timestamp', 'receivedMs', 'eventTime'],
    check: ['occurredMs', 'clock', 'sentAtMs'],
    value: (random) => random.int(1_600_000_000_000, 1_790_000_000_000),
  },
  {
    what: 'compact time',
    dev: ['runStamp', 'fileStamp', 'cutoff'],
    check: ['snapshotAt', 'exportStamp', 'slot'],
    value: (random) =>
      `${day(random, 2023, 2026).replaceAll('-', '')}${padded(random.int(0, 23), 2)}${padded(random.int(0, 59), 2)}${padded(random.int(0, 59), 2)}`,
  },
  {
    what: 'order reference in the shape of an IBAN',
    dev: ['poReference', 'contractRef', 'quoteRef'],
    check: ['dealRef', 'tenderNo', 'frameworkRef'],
    value: (random, half) => `${half === 'dev' ? 'DE' : 'SE'}${random.text(DIGITS, 20)}`,
  },
  {
    what: 'lot number grouped 3-2-4',
    dev: ['lotNumber', 'binLocation', 'crateNumber'],
    check: ['batchNumber', 'rollNo', 'crateNo'],
    value: (random) => grouped(random.text(DIGITS, 9), [3, 2, 4], '-'),
  },
  {
    what: 'customer number of nine digits',
    dev: ['customerNumber', 'vendorNo', 'membership'],
    check: ['clientNo', 'partnerNumber', 'loyaltyNo'],
    value: (random) => digits(random, 9),
  },
  {
    what: 'ticket number of ten digits',
    dev: ['ticketNumber', 'caseNumber', 'requestNo'],
    check: ['incidentNo', 'claimNumber', 'rmaNumber'],
    value: (random) => digits(random, 10),
  },
  {
    what: 'reference of eleven digits',
    dev: ['invoiceNo', 'deliveryNote', 'loadNo'],
    check: ['creditNoteNo', 'packingList', 'tourNo'],
    value: (random) => digits(random, 11),
  },
  {
    what: 'number of fifteen digits',
    dev: ['traceNumber', 'meterNo', 'acquirerRef'],
    check: ['retrievalRef', 'tagNo', 'journalNo'],
    value: (random) => `35${random.text(DIGITS, 13)}`,
  },
  {
    what: 'status of eight capitals',
    dev: ['status', 'state', 'orderStatus'],
    check: ['phase', 'workflowState', 'outcome'],
    value: (random) =>
      random.pick([
        'APPROVED',
        'COMPLETE',
        'REJECTED',
        'CANCELED',
        'RETURNED',
        'SHIPPING',
        'ARCHIVED',
        'PREPARED',
      ]),
  },
  {
    what: 'shelf like a diagnosis code',
    dev: ['shelf', 'gate', 'seat'],
    check: ['aisle', 'bay', 'stand'],
    value: (random) =>
      `${random.text('ABCDEFGHJ', 1)}${random.text(DIGITS, 2)}${random.chance(0.6) ? `.${random.text(DIGITS, 1)}` : ''}`,
  },
  {
    what: 'date of two-digit groups',
    dev: ['shortDate', 'packedOn', 'weekCode'],
    check: ['bestBefore', 'countedOn', 'printDay'],
    value: (random) =>
      `${random.int(23, 27)}-${padded(random.int(1, 12), 2)}-${padded(random.int(1, 28), 2)}`,
  },
  {
    what: 'stock code like a licence plate',
    dev: ['sku', 'stockCode', 'variant'],
    check: ['colli', 'skuCode', 'packCode'],
    value: (random) => `${random.text(UPPER, 2)}${random.text(DIGITS, 2)} ${random.text(UPPER, 3)}`,
  },
  {
    what: 'seventeen letters and digits',
    dev: ['confirmationCode', 'manifestNo', 'containerSeal'],
    check: ['couponCode', 'routeKey', 'giftCode'],
    value: (random) => random.text('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', 17),
  },
  {
    what: 'key fingerprint in colons',
    dev: ['sshFingerprint', 'certFingerprint', 'hostKeyPrint'],
    check: ['certThumb', 'signerPrint', 'caPrint'],
    value: (random) => Array.from({ length: 16 }, () => random.text(HEX, 2)).join(':'),
  },
  {
    what: 'package with version',
    dev: ['package', 'dependency', 'image'],
    check: ['artifact', 'module', 'chart'],
    value: (random) =>
      `@${random.pick(['acme', 'core', 'ui'])}/${random.pick(['table', 'forms', 'theme', 'charts'])}@${random.int(1, 9)}.${random.int(0, 20)}.${random.int(0, 9)}`,
  },
  {
    what: 'company name',
    dev: ['supplier', 'carrier', 'companyName'],
    check: ['vendor', 'manufacturer', 'legalEntity'],
    value: (random, half) =>
      half === 'dev'
        ? `${random.pick(['Carter', 'Harding', 'Bennett', 'Collins'])} & Sons Ltd`
        : `${random.pick(['Lindqvist', 'Almeida', 'Costa', 'Eriksen'])} ${random.pick(['Logistics AB', 'Foods Lda', 'Maritime AS'])}`,
  },
  {
    what: 'place name',
    dev: ['warehouse', 'depot', 'region'],
    check: ['terminal', 'plant', 'district'],
    value: (random) =>
      random.pick([
        'Victoria',
        'Washington',
        'San Jose',
        'Lincoln',
        'Charlotte',
        'Santiago',
        'Florence',
        'Austin',
        'St. Helens',
      ]),
  },
  {
    what: 'range of numbers',
    dev: ['serialRange', 'pageRange', 'window'],
    check: ['blockRange', 'rows', 'band'],
    value: (random) => `${digits(random, 4)}-${digits(random, 4)}`,
  },
  {
    what: 'random token of forty characters that is no credential',
    dev: ['downloadChecksum', 'pageHash', 'layoutKey'],
    check: ['renderKey', 'assetDigest', 'cacheTag'],
    value: (random) => random.text(ALNUM, 40),
  },
];
