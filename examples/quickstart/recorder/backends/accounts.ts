import { bearerOf, mintToken, verifyToken } from '../credentials.ts';
import { personByEmail } from '../population.ts';
import { type BackendAnswer, type BackendRequest, jsonBody, type Operation } from './backend-server.ts';

const nowS = (): number => Math.floor(Date.now() / 1000);

function login(request: BackendRequest): BackendAnswer {
  const fields = jsonBody(request.body);
  const person = typeof fields['email'] === 'string' ? personByEmail(fields['email']) : undefined;
  if (person === undefined || fields['password'] !== person.password)
    return { status: 401, body: { error: 'invalid_credentials' } };
  const issuer = fields['client'] === 'mobile' ? 'mobile-app' : 'web-shop';
  return {
    status: 200,
    body: { accessToken: mintToken(person.customerId, issuer, nowS()), tokenType: 'Bearer', expiresIn: 3600 },
  };
}

function bearerClaims(request: BackendRequest): ReturnType<typeof verifyToken> {
  const header = request.headers['authorization'];
  const token = bearerOf(typeof header === 'string' ? header : undefined);
  return token === undefined ? undefined : verifyToken(token, Date.now());
}

function withClaims(
  render: (claims: NonNullable<ReturnType<typeof verifyToken>>) => unknown,
): Operation['answer'] {
  return (request) => {
    const claims = bearerClaims(request);
    return claims === undefined
      ? { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: { error: 'invalid_token' } }
      : { status: 200, body: render(claims) };
  };
}

export const ACCOUNT_OPERATIONS: readonly Operation[] = [
  { method: 'POST', path: '/login', answer: login },
  {
    method: 'POST',
    path: '/refresh',
    answer: withClaims(({ subject, issuer }) => ({
      accessToken: mintToken(subject, issuer, nowS()),
      tokenType: 'Bearer',
      expiresIn: 3600,
    })),
  },
  { method: 'GET', path: '/session', answer: withClaims(({ subject }) => ({ subject, active: true })) },
];
