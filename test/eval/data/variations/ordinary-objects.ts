import type { Scalar } from '../field.ts';
import { ALNUM, HEX, padded, type Random } from '../random.ts';
import { uuid } from '../values/health-and-devices.ts';

/** Objects as public APIs answer with: `object: key=kind key=kind`. Nothing in them is personal or secret. */
export const OBJECTS: readonly string[] = [
  'repository: name=slug fullName=ownerSlug private=flag forks=count stargazers=count defaultBranch=branch pushedAt=instant size=count license=spdx nodeId=base64 sshUrl=url archived=flag topics=word watchers=count openIssues=count language=lang',
  'pullRequest: number=count state=state title=title mergedAt=instant additions=count deletions=count changedFiles=count headSha=sha40 draft=flag rebaseable=flag mergeCommitSha=sha40 maintainerCanModify=flag',
  'build: id=bigint commit=sha40 durationMs=count result=state startedAt=epoch runner=slug cacheHit=flag logUrl=url artifactBytes=bigint queueName=slug retries=small',
  'product: sku=sku title=title vendorCode=code price=money compareAtPrice=money weightGrams=count handle=slug inventoryQuantity=count taxable=flag barcode=ean publishedAt=instant hsCode=hs countryOfOrigin=country position=small optionName=word templateSuffix=word',
  'order: orderNumber=bigint currency=currency subtotal=money totalTax=money fulfilmentStatus=state processedAt=instant sourceName=word checkoutToken2=none tags=words note2=title landingSite=path lineCount=small test=flag',
  'shipment: carrier=word service=word weight=decimal dimensions=dims eta=instant trackingUrl=url pieces=small declaredValue=money incoterm=code3 labelFormat=word pickupWindow=window hub=code3',
  'invoice: number=invoice dueDate=day total=money vatRate=rate discount=rate periodStart=day periodEnd=day paid=flag attemptCount=small nextAttempt=epoch hostedUrl=url lines=count',
  'meter: reading=decimal unit=word tariff=code register=small multiplier=decimal quality=word intervalMinutes=small from=instant to=instant estimated=flag channel=small',
  'sensor: temperature=decimal humidity=decimal pressure=decimal battery=rate rssi=negative firmware=version lastSeen=instant sampleRate=count calibration=decimal sequence=bigint uptimeSeconds=bigint',
  'vehicleFleet: odometer=bigint fuelLevel=rate speedKmh=count heading=count engineHours=decimal modelYear=year tyrePressure=decimal doors=small trim=word gear=small',
  'flight: number=flight departure=instant arrival=instant gate=gate terminal=small aircraft=code distanceNm=count status=state delayMinutes=small origin=code3 destination=code3 seats=count',
  'hotel: rooms=count stars=small rate=money checkIn=clock checkOut=clock amenities=words breakfast=flag cancellation=word roomCode=code3 boardType=word rating=decimal reviews=count',
  'restaurant: menuName=title calories=count spicy=small vegan=flag portion=word prepMinutes=small allergenCount=small seats=count opensAt=clock closesAt=clock cuisine=word',
  'cluster: nodeCount=small version=version4 region=cloud endpoint=url cpuMillis=count memoryBytes=bigint podCidr=cidrFree replicas=small ready=flag generation=count resourceVersion=bigint uid2=uuid phase=state',
  'trace: traceId=hex32 spanId=hex16 parentSpanId=hex16 durationNs=bigint service=slug operation=path statusCode=small sampled=flag kind=word startNs=nanos',
  'log: level=word logger=slug thread=word line=count offset=bigint shard=small index=slug score=decimal took=count seq=bigint checkpoint=base64',
  'metric: p50=decimal p95=decimal p99=decimal count=bigint sum=decimal min=decimal max=decimal bucket=word window=window unit=word',
  'market: symbol=code3 open=money high=money low=money close=money volume=bigint vwap=money tradeTime=epochMs bid=money ask=money lot=small isin2=none sessionPhase=word',
  'loan: principal=money interestRate=rate termMonths=small apr=rate amortization=word grade=word purpose=word installments=small disbursedOn=day score2=count ltv=rate',
  'payment: amount=count currency=currency method=word capturedAt=instant statementDescriptor=title fee=money net=money exchangeRate=decimal riskScore=rate threeDs=flag network=word funding=word brand=word expMonth=month expYear=year',
  'claim: claimNumber=code lossDate=day reserve=money deductible=money coverage=word severity=word adjusterQueue=slug photos=small settled=flag closedOn=day',
  'course: code=code credits=small semester=word capacity=small enrolled=small room=gate weekday=word startTime=clock syllabusUrl=url level=word passMark=rate',
  'game: score=count level=small xp=bigint coins=count seed=bigint difficulty=word durationSec=count winner=flag map=title weapon=word combo=small rank=small season=small',
  'match: homeScore=small awayScore=small minute=small attendance=count stadium=title referee2=none round=small group=word possession=rate shots=small corner=small',
  'article: headline=title slug=slug wordCount=count publishedAt=instant section=word readMinutes=small paywalled=flag canonicalUrl=url lang=lang version=small summary=title',
  'video: durationMs=count width=count height=count codec=word bitrate=bigint fps=decimal views=bigint likes=count thumbnailUrl=url chapterCount=small drm=flag aspect=ratioText',
  'campaign: impressions=bigint clicks=count ctr=rate cpc=money spend=money budget=money objective=word startDate=day endDate=day placement=word frequency=decimal conversions=count',
  'ticket: key=issueKey priority=word severity=small resolution=state sprint=title storyPoints=small component=slug dueOn=day watchers=small labels=words estimateHours=small epic=title',
  'dns: ttl=count type=word record=hostFree zone=hostFree serial=soa refresh=count retry=count expire=count weight=small priority=small',
  'certificate: serial=hex16 notBefore=instant notAfter=instant keySize=count algorithm=word fingerprintSha256=hex64 wildcard=flag ocspUrl=url',
  'part: partNumber=code revision=small material=word lengthMm=decimal widthMm=decimal tolerance=decimal drawingNo=code bom=small leadDays=small supplierCode=code',
  'crop: fieldArea=decimal yield=decimal moisture=rate seedVariety=title plantedOn=day harvestOn=day soilPh=decimal rows=small irrigation=word',
  'property: bedrooms=small bathrooms=small floorArea=decimal listPrice=money yearBuilt=year parking=small energyClass=word listingStatus=state lotSize=decimal heating=word floors=small',
  'job: cron=cron queue=slug attempts=small maxAttempts=small payloadBytes=count startedAt=instant finishedAt=instant worker=slug exitCode=small nextRun=epoch timeoutSec=small',
  'feature: flagKey=slug enabled=flag rollout=rate variant=word salt=hex16 updatedAt=instant environment=word targeting=count etag=base64',
  'file: path=path size=bigint mime=mime checksum=hex64 createdAt=instant blockSize=count inode=bigint mode=mode links=small version=uuid encoding=word',
  'chargingStation: connectors=small powerKw=decimal pricePerKwh=money occupied=flag evseId=evse meterStart=bigint meterStop=bigint transactionId=count plugType=word maxCurrent=small',
  'survey: questions=count completed=count completionRate=rate nps=negative locale=lang channel=word closesAt=instant anonymous=flag scale=small',
  'weather: tempC=decimal windKph=decimal gustKph=decimal uv=small cloud=rate sunrise=clock sunset=clock pressureMb=decimal visibilityKm=decimal chanceOfRain=rate dewPoint=decimal',
  'warehouse: aisle=small shelf=gate binCode=gate pickSequence=count zone=word capacityPallets=count dockDoors=small onHand=count reserved=count reorderPoint=small lotCode=code expiresOn=day',
];

const WORDS =
  'amber delta nightly fresh rapid copper northern standard mixed linear remote primary shadowless spring budget classic prime static manual local'.split(
    ' ',
  );

function day(random: Random): string {
  return `${random.int(2019, 2027)}-${padded(random.int(1, 12), 2)}-${padded(random.int(1, 28), 2)}`;
}

function clock(random: Random): string {
  return `${padded(random.int(0, 23), 2)}:${padded(random.int(0, 59), 2)}`;
}

const words = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.pick(WORDS)).join(' ');
const slug = (random: Random): string => `${random.pick(WORDS)}-${random.pick(WORDS)}-${random.int(1, 99)}`;
const decimal = (random: Random, high: number, places: number): number =>
  Number((random.next() * high).toFixed(places));
const title = (random: Random): string => {
  const text = words(random, random.int(2, 4));
  return random.chance(0.5) ? text.replace(/(?:^| )\w/g, (letter) => letter.toUpperCase()) : text;
};

const VALUES: Readonly<Record<string, (random: Random) => Scalar>> = {
  base64: (r) => `${r.text(ALNUM, 27)}=`,
  bigint: (r) => r.int(100_000, 90_000_000_000),
  branch: (r) => `release/${r.int(1, 30)}.${r.int(0, 9)}`,
  cidrFree: (r) => `pool-${r.int(1, 40)}`,
  clock,
  cloud: (r) => r.pick(['eu-central-1', 'us-west-2', 'ap-northeast-1']),
  code: (r) => `${r.text('ABCDEFGHKLMNP', 3)}-${r.int(100, 99_999)}`,
  code3: (r) => r.text('ABCDEFGHIJKLMNOPRSTUVWZ', 3),
  count: (r) => r.int(0, 90_000),
  country: (r) => r.pick(['DE', 'FR', 'CN', 'VN', 'US', 'PT']),
  cron: (r) => `${r.int(0, 59)} ${r.int(0, 23)} * * ${r.int(0, 6)}`,
  currency: (r) => r.pick(['EUR', 'USD', 'GBP', 'JPY']),
  day,
  decimal: (r) => decimal(r, 400, r.int(1, 6)),
  dims: (r) => `${r.int(5, 90)}x${r.int(5, 90)}x${r.int(5, 90)}`,
  ean: (r) => `40${r.text('0123456789', 11)}`,
  epoch: (r) => r.int(1_600_000_000, 1_800_000_000),
  epochMs: (r) => r.int(1_600_000_000_000, 1_800_000_000_000),
  evse: (r) => `DE*ABC*E${r.int(10_000, 99_999)}*${r.int(1, 4)}`,
  flag: (r) => r.chance(0.5),
  flight: (r) => `LH${r.int(100, 9999)}`,
  gate: (r) => `${r.text('ABCDEF', 1)}${r.int(1, 60)}`,
  hex16: (r) => r.text(HEX, 16),
  hex32: (r) => r.text(HEX, 32),
  hex64: (r) => r.text(HEX, 64),
  hostFree: (r) => `${slug(r)}.zone.example`,
  hs: (r) => `${r.int(1000, 9999)}.${r.int(10, 99)}`,
  instant: (r) => `${day(r)}T${clock(r)}:${padded(r.int(0, 59), 2)}Z`,
  invoice: (r) => `INV-${r.int(2020, 2026)}-${padded(r.int(1, 99_999), 5)}`,
  issueKey: (r) => `${r.text('ABCDEFGHKLM', 3)}-${r.int(1, 9000)}`,
  lang: (r) => r.pick(['en', 'de-DE', 'fr', 'ja']),
  mime: (r) => r.pick(['image/png', 'application/pdf', 'text/csv']),
  mode: (r) => r.pick(['0644', '0755', '0600']),
  money: (r) => decimal(r, 5000, 2),
  month: (r) => r.int(1, 12),
  nanos: (r) => `17${r.text('0123456789', 17)}`,
  negative: (r) => 0 - r.int(20, 110),
  none: () => null,
  ownerSlug: (r) => `${r.pick(WORDS)}/${slug(r)}`,
  path: (r) => `/${r.pick(WORDS)}/${r.pick(WORDS)}/${r.int(1, 900)}`,
  rate: (r) => decimal(r, 1, 4),
  ratioText: (r) => r.pick(['16:9', '4:3', '21:9']),
  sha40: (r) => r.text(HEX, 40),
  sku: (r) => `${r.text('ABCDEFGH', 2)}${r.int(1000, 99_999)}`,
  slug,
  small: (r) => r.int(0, 12),
  soa: (r) => r.int(2_020_010_101, 2_026_123_199),
  spdx: (r) => r.pick(['MIT', 'Apache-2.0', 'MPL-2.0']),
  state: (r) => r.pick(['open', 'closed', 'queued', 'COMPLETED', 'IN_PROGRESS']),
  title,
  url: (r) => `https://cdn.shop.example/${slug(r)}?v=${r.int(1, 900)}`,
  uuid,
  version: (r) => `${r.int(0, 9)}.${r.int(0, 30)}.${r.int(0, 30)}`,
  version4: (r) => `v1.${r.int(20, 33)}.${r.int(0, 12)}-gke.${r.int(100, 2000)}`,
  window: (r) => `${clock(r)}-${clock(r)}`,
  word: (r) => r.pick(WORDS),
  words: (r) => words(r, 3),
  year: (r) => r.int(1950, 2027),
};

export interface OrdinaryKey {
  readonly object: string;
  readonly key: string;
  value(random: Random): Scalar;
}

/** Every key of every object. */
export const ORDINARY_KEYS: readonly OrdinaryKey[] = OBJECTS.flatMap((line) => {
  const [object = '', keys = ''] = line.split(': ');
  return keys.split(' ').map((pair) => {
    const [key = '', kind = ''] = pair.split('=');
    const value = VALUES[kind];
    if (value === undefined) throw new RangeError(`no values of ${kind}`);
    return { object, key, value };
  });
});
