import { crc32 } from '../check-digits.ts';
import { ALNUM, DIGITS, HEX, LOWER, type Random, UPPER } from '../random.ts';
import type { Maker } from './maker.ts';

/**
 * Secrets in their issuers' shapes, put together at run time: no literal of this file has the shape of a key. Prefixes
 * are joined from parts for the same reason.
 */
const prefix = (...parts: readonly string[]): string => parts.join('');
const URL64 = `${ALNUM}-_`;

function base64(random: Random, bytes: number): string {
  return Buffer.from(Uint8Array.from({ length: bytes }, () => random.int(0, 255))).toString('base64');
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function jwt(random: Random, half: 'dev' | 'check'): string {
  const issued = 1_762_000_000 + random.int(0, 1_000_000);
  const header =
    half === 'dev' ? { alg: 'HS256', typ: 'JWT' } : { typ: 'JWT', alg: 'RS256', kid: random.text(HEX, 8) };
  const claims = {
    sub: random.text(DIGITS, 10),
    iss: `https://id.${half}.example`,
    iat: issued,
    exp: issued + 3600,
  };
  return `${base64url(header)}.${base64url(claims)}.${random.text(URL64, half === 'dev' ? 43 : 342)}`;
}

/** Three dotted base64url parts of which the first is no JSON header. */
function jwtTwin(random: Random): string {
  return `${prefix('ey', 'J')}${random.text(URL64, 30)}.${random.text(URL64, 80)}.${random.text(URL64, 43)}`;
}

function github(random: Random): string {
  const body = random.text(ALNUM, 30);
  const alphabet = DIGITS + UPPER + LOWER;
  let rest = crc32(body);
  let check = '';
  for (let index = 0; index < 6; index += 1) {
    check = (alphabet[rest % 62] ?? '') + check;
    rest = Math.floor(rest / 62);
  }
  return prefix('gh', random.pick(['p', 'o', 's', 'u']), '_') + body + check;
}

function pem(random: Random, half: 'dev' | 'check'): string {
  const kind =
    half === 'dev' ? random.pick(['RSA PRIVATE', 'PRIVATE']) : random.pick(['EC PRIVATE', 'OPENSSH PRIVATE']);
  const lines = Array.from({ length: 6 }, () => random.text(`${ALNUM}+/`, 64)).join('\n');
  return `-----${prefix('BEGIN ', kind)} KEY-----\n${kind.startsWith('OPENSSH') ? 'b3BlbnNzaC1rZXktdjE' : 'MII'}${lines}\n-----${prefix('END ', kind)} KEY-----`;
}

function sas(random: Random): string {
  const signature = encodeURIComponent(base64(random, 32));
  return `https://${random.text(LOWER, 10)}.blob.core.windows.example/files/${random.text(LOWER, 8)}.csv?sv=2022-11-02&st=2025-11-01T08%3A00%3A00Z&se=2026-11-01T08%3A00%3A00Z&sr=b&sp=r&sig=${signature}`;
}

function storageKey(random: Random): string {
  return `DefaultEndpointsProtocol=https;AccountName=${random.text(LOWER, 9)};AccountKey=${base64(random, 64)};EndpointSuffix=core.windows.net`;
}

function password(random: Random, half: 'dev' | 'check'): string {
  const word = random.pick(
    half === 'dev'
      ? ['Sunset', 'Harbour', 'Pepper', 'Dragon', 'Winter']
      : ['blaubeere', 'canasta', 'lagarto', 'fjord', 'kettle'],
  );
  const tail = random.text(DIGITS, 3);
  return half === 'dev'
    ? `${word}${random.pick(['!', '#', '?', '$'])}${tail}`
    : `${word}-${random.text(LOWER, 4)}${random.pick(['%', '*', '+'])}${tail}`;
}

function llm(random: Random, half: 'dev' | 'check'): string {
  if (half === 'dev')
    return `${prefix('s', 'k-')}${random.text(ALNUM, 20)}${prefix('T3Blbk', 'FJ')}${random.text(ALNUM, 20)}`;
  return random.chance(0.5)
    ? `${prefix('sk', '-ant-', 'api03-')}${random.text(URL64, 93)}AA`
    : `${prefix('sk', '-proj-')}${random.text(URL64, 74)}${prefix('T3Blbk', 'FJ')}${random.text(URL64, 74)}`;
}

const fixed = (make: Maker['make']): Maker => ({ make });
const shaped = (parts: readonly string[], alphabet: string, length: number): Maker =>
  fixed((random) => prefix(...parts) + random.text(alphabet, length));

export const SECRETS: Readonly<Record<string, Maker>> = {
  jwt: { make: jwt, twin: jwtTwin },
  'access-token': fixed((random, half) => (half === 'dev' ? random.text(ALNUM, 40) : random.text(URL64, 64))),
  'api-secret': fixed((random, half) => (half === 'dev' ? random.text(ALNUM, 32) : base64(random, 36))),
  'aws-access-key': fixed(
    (random) => prefix('AK', 'IA') + random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16),
  ),
  'aws-secret-key': fixed((random) => random.text(`${ALNUM}+/`, 40)),
  'azure-sas': fixed((random) => sas(random).replace('.windows.example', '.windows.net')),
  'azure-storage-key': fixed(storageKey),
  'basic-auth-url': fixed((random, half) =>
    half === 'dev'
      ? `https://svc${random.int(1, 99)}:${random.text(ALNUM, 14)}@repo.internal.example/${random.text(LOWER, 6)}`
      : `amqps://broker-${random.text(LOWER, 4)}:${random.text(ALNUM, 18)}@mq.${random.text(LOWER, 5)}.example:5671/main`,
  ),
  'databricks-token': shaped(['da', 'pi'], HEX, 32),
  'digitalocean-token': fixed(
    (random, half) =>
      prefix(half === 'dev' ? 'dop' : random.pick(['dop', 'doo', 'dor']), '_v1_') + random.text(HEX, 64),
  ),
  'github-token': fixed((random, half) =>
    half === 'check' && random.chance(0.5)
      ? `${prefix('github', '_pat_')}${random.text(ALNUM, 22)}_${random.text(ALNUM, 59)}`
      : github(random),
  ),
  'gitlab-token': shaped(['gl', 'pat', '-'], URL64, 20),
  'google-api-key': shaped(['AI', 'za', 'Sy'], URL64, 33),
  'llm-api-key': fixed(llm),
  'npm-token': shaped(['np', 'm_'], ALNUM, 36),
  password: fixed(password),
  'private-key': fixed(pem),
  'pypi-token': shaped(['py', 'pi-', 'AgEIcHlwaS5vcmc'], URL64, 150),
  'sendgrid-key': fixed(
    (random) => `${prefix('S', 'G.')}${random.text(URL64, 22)}.${random.text(URL64, 43)}`,
  ),
  'shopify-token': fixed(
    (random, half) =>
      prefix('sh', half === 'dev' ? 'pat' : random.pick(['pat', 'pca', 'ppa', 'pss']), '_') +
      random.text(HEX, 32),
  ),
  'slack-token': fixed((random, half) =>
    half === 'dev'
      ? `${prefix('xo', 'xb-')}${random.text('123456789', 12)}-${random.text('123456789', 12)}-${random.text(ALNUM, 24)}`
      : `${prefix('xo', 'xp-')}${random.text('123456789', 12)}-${random.text('123456789', 12)}-${random.text('123456789', 13)}-${random.text(HEX, 32)}`,
  ),
  'stripe-key': fixed(
    (random, half) =>
      prefix(half === 'dev' ? 'sk' : random.pick(['sk', 'rk']), '_li', 've_') +
      random.text(ALNUM, half === 'dev' ? 24 : 99),
  ),
  'telegram-bot-token': fixed(
    (random) => `${random.int(100_000_000, 7_999_999_999)}:${prefix('A', 'A')}${random.text(URL64, 33)}`,
  ),
  'twilio-key': shaped(['S', 'K'], HEX, 32),
  'vault-token': shaped(['hv', 's.'], URL64, 95),
  'docker-token': shaped(['dckr', '_pat_'], URL64, 27),
  'atlassian-token': fixed(
    (random) =>
      `${prefix('ATA', 'TT3x')}FfGF0${random.text(URL64, 171)}=${random.text('ABCDEF0123456789', 8)}`,
  ),
};
