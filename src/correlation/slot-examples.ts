import type { SlotFacts } from '../model/inventory.ts';

interface TypedExamples {
  /** Two that differ, so that a route that accepts only some values is noticed. */
  readonly usual: readonly [string, string];
  /** Forms that a stricter pattern may ask for. */
  readonly rare?: readonly string[];
}

/** Values by slot type, as `paths/value-type.ts` of the analyzer names them. */
const EXAMPLES: ReadonlyMap<string, TypedExamples> = new Map<string, TypedExamples>([
  [
    'integer',
    {
      usual: ['42', '1000007'],
      rare: Array.from({ length: 19 }, (_, digits) => '1234567890123456789'.slice(0, digits + 1)),
    },
  ],
  ['decimal', { usual: ['4.25', '19.0'], rare: ['-4.25', '0.5'] }],
  [
    'uuid',
    {
      usual: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d'],
      rare: [
        '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
        '0192f5a0-7c3e-7abc-8def-0123456789ab',
        '6fa459ea-ee8a-11d3-9a0c-0305e82c3301',
      ],
    },
  ],
  ['ulid', { usual: ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '01BX5ZZKBKACTAV9WEVGEMMVRZ'] }],
  [
    'object-id',
    { usual: ['507f1f77bcf86cd799439011', '65a1b2c3d4e5f60718293a4b'], rare: ['507F1F77BCF86CD799439011'] },
  ],
  [
    'date',
    { usual: ['2024-02-29', '2025-11-03'], rare: ['2024-02', '2024-W07', '2024-Q1', '20240229', '2024'] },
  ],
  [
    'date-time',
    {
      usual: ['2024-02-29T10:15:30Z', '2025-11-03T08:00:00Z'],
      rare: ['2024-02-29T10:15:30.123Z', '2024-02-29T10:15:30+01:00', '20240229T101530Z', '2024-02-29T10:15'],
    },
  ],
  ['time', { usual: ['10:15', '08:00'], rare: ['10:15:30'] }],
  ['email', { usual: ['someone@mail.example', 'other@mail.example'] }],
  ['handle', { usual: ['@someone', '@other'] }],
  ['phone', { usual: ['+12025550123', '+4915550123456'] }],
  ['ip', { usual: ['192.0.2.7', '198.51.100.20'], rare: ['2001:db8::7'] }],
  ['version', { usual: ['1.2.3', '10.0.1'], rare: ['v1.2.3', '1.2.3-rc.1'] }],
  ['locale', { usual: ['en-US', 'de-DE'], rare: ['en_US', 'zh-Hant-TW'] }],
  [
    'hash',
    {
      usual: ['9e107d9d372bb6826bd81d3542a419d6', 'e4d909c290d0fb1ca068ffaddf22cbd0'],
      rare: [
        '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12',
        'd7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592',
        '9e107d9d372bb682',
        '9e107d9d',
        '2fd4e1c',
        '9E107D9D372BB6826BD81D3542A419D6',
      ],
    },
  ],
  [
    'token',
    {
      usual: ['aZ3kT9qLmP0xW7vB', 'Qx81nVb2LrT0yKd5'],
      rare: ['aZ3kT9qL', 'dQw4w9WgXcQ', 'V1StGXR8_Z5jdHi6B-myT', 'aZ3kT9qLmP0xW7vBQx81nVb2LrT0yKd5'],
    },
  ],
  [
    'code',
    {
      usual: ['ab1234', 'order-20417'],
      rare: [
        'AB1234',
        'ORD-20417',
        'ORD_20417',
        'ABC123456',
        'AB12345678',
        'INV-2024001',
        'A12345',
        'a12345',
      ],
    },
  ],
  [
    'prefixed-id',
    { usual: ['cus_Nf9xKq3Lm7Tz2W', 'ord_8sKd02LqPw71Zx'], rare: ['cus-Nf9xKq3L', 'tx_8sKd02'] },
  ],
  ['slug-id', { usual: ['blue-chair-1042', '2093-spring-sale'] }],
  ['slug', { usual: ['blue-garden-chair', 'spring-sale'], rare: ['sale', 'sale2024'] }],
  ['word', { usual: ['sample', 'other'], rare: ['SAMPLE', 'Sample', 'us', 'US', 'USD'] }],
  ['file', { usual: ['photo.jpg', 'notes.pdf'], rare: ['data.json', 'data.csv', 'image.png', 'page.html'] }],
  ['dimensions', { usual: ['640x480', '1920x1080'] }],
  ['coordinates', { usual: ['51.5,-0.12', '48.137,11.575'] }],
  ['list', { usual: ['17,42', '3,1000007'] }],
]);

const UNKNOWN: TypedExamples = {
  usual: ['x7', 'sample'],
  rare: ['7', '42', 'SAMPLE', 'sample-7', 'Sample_7', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
};

function examplesOf(slot: SlotFacts | undefined): TypedExamples {
  return EXAMPLES.get(slot?.type ?? '') ?? UNKNOWN;
}

export function usualExamples(slot: SlotFacts | undefined): readonly string[] {
  return examplesOf(slot).usual;
}

export function allExamples(slot: SlotFacts | undefined): readonly string[] {
  const { usual, rare = [] } = examplesOf(slot);
  return [...usual, ...rare];
}
