import { type BodyForm, randomShape, type Shape, STYLES, value, WRAPPINGS } from './example-bodies.test.ts';
import type { Family } from './example-families.test.ts';
import {
  GATEWAYS,
  HOSTS,
  headers,
  REQUEST_HEADERS,
  RESPONSE_HEADERS,
  record,
  STATUSES,
  TYPES,
  themeOf,
} from './example-steady.test.ts';
import { KEYS, once, pick, type Random, THEME_NAMES, words } from './example-values.test.ts';

/** Calls that come between those of one kind; no test of its own. */

/** What a call does to those that come after it. */
type Disturbance = (family: Family, random: Random) => Family;

type Members = Extract<Shape, { kind: 'object' }>['members'];

/** The shape with the members of one of its objects changed. */
function changed(shape: Shape, random: Random, change: (members: Members) => Members): Shape {
  const within = (items: readonly [Shape, ...Shape[]]): [Shape, ...Shape[]] => {
    const [first, ...others] = items.map((item) => changed(item, random, change));
    return [first ?? shape, ...others];
  };
  switch (shape.kind) {
    case 'object': {
      const at = random(2) === 0 ? -1 : shape.members.findIndex((each) => each.shape.kind !== 'value');
      if (at < 0) return { ...shape, members: change(shape.members) };
      const members = shape.members.map((each, index) =>
        index === at ? { ...each, shape: changed(each.shape, random, change) } : each,
      );
      return { ...shape, members };
    }
    case 'list':
      return { ...shape, items: within(shape.items) };
    case 'either':
      return { ...shape, shapes: within(shape.shapes) };
    case 'map':
      return { ...shape, item: changed(shape.item, random, change) };
    case 'nest':
    case 'value':
      return randomShape(random, 2);
  }
}

function withShapes(family: Family, change: (shape: Shape) => Shape): Family {
  const of = (form: BodyForm | null): BodyForm | null =>
    form === null ? null : { ...form, shape: change(form.shape) };
  return {
    ...family,
    request: { ...family.request, body: of(family.request.body) },
    response: { ...family.response, body: of(family.response.body) },
  };
}

function withForms(family: Family, change: Partial<BodyForm>): Family {
  const of = (form: BodyForm | null): BodyForm | null => (form === null ? null : { ...form, ...change });
  return {
    ...family,
    request: { ...family.request, body: of(family.request.body) },
    response: { ...family.response, body: of(family.response.body) },
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function newMembers(random: Random, count: number): Members {
  return Array.from({ length: count }, () => ({
    name: Array.from({ length: 4 }, () => LETTERS.charAt(random(26))).join(''),
    shape: once(random, 4) ? record(random, 0) : value(themeOf(random)),
    missing: 0,
  }));
}

const members =
  (change: (members: Members, random: Random) => Members): Disturbance =>
  (family, random) =>
    withShapes(family, (shape) => changed(shape, random, (own) => change(own, random)));

const added =
  (count: number): Disturbance =>
  (family, random) =>
    members((own) => [...own, ...newMembers(random, count)])(family, random);

/** What comes between calls of one kind, and may change what they counted in. */
export const DISTURBANCES: readonly [Disturbance, ...Disturbance[]] = [
  // Objects that become maps, and schemas that are narrowed.
  added(1),
  added(3),
  added(12),
  added(12),
  added(140),
  members((own) => own.toReversed()),
  members((own, random) => [...own, ...own.slice(0, 1 + random(2))]),
  members((own, random) => own.filter((_, at) => at !== random(own.length))),
  members((own, random) => own.map((each) => ({ ...each, missing: pick(random, [0, 2]) }))),
  members((own, random) =>
    own.map((each) => (once(random, 3) ? { ...each, shape: randomShape(random, 2) } : each)),
  ),
  members((own, random) => own.map((each) => ({ ...each, shape: value(pick(random, THEME_NAMES)) }))),
  members((own, random) => [{ name: pick(random, KEYS), shape: value('states'), missing: 0 }, ...own]),
  (family, random) => withShapes(family, () => randomShape(random, 3)),
  (family, random) => withForms(family, { style: random(STYLES.length) }),
  (family, random) => withForms(family, { wrapping: random(WRAPPINGS.length) }),
  (family) => ({ ...family, request: { ...family.request, body: null } }),
  (family) => ({ ...family, response: { ...family.response, body: null } }),
  (family) => ({ ...family, request: { ...family.request, headers: null } }),
  (family, random) => ({
    ...family,
    request: { ...family.request, headers: headers(random, REQUEST_HEADERS, null) },
  }),
  (family, random) => ({
    ...family,
    response: { ...family.response, headers: headers(random, RESPONSE_HEADERS, pick(random, TYPES)) },
  }),
  (family, random) => ({ ...family, gateways: pick(random, GATEWAYS) }),
  (family, random) => ({ ...family, hop: pick(random, ['edge', 'mesh', 'gateway:g1']) }),
  (family, random) => ({
    ...family,
    isChosen: !family.isChosen,
    scheme: pick(random, ['https', 'http', null]),
  }),
  (family, random) => ({ ...family, statuses: pick(random, STATUSES) }),
  (family, random) => ({ ...family, odd: { value: 2, structure: random(9), message: random(9) } }),
  // Places that go because others come.
  (family, random) => ({ ...family, method: pick(random, ['GET', 'PUT', 'LOCK', 'BREW', 'HEAD']) }),
  (family, random) => ({ ...family, host: pick(random, HOSTS) }),
  (family, random) => ({ ...family, path: `/v1/${pick(random, KEYS)}/#`, query: null }),
  (family, random) => ({
    ...family,
    path: `${family.path}/${pick(random, words('lines notes pay a b c d'))}`,
  }),
  (family, random) => ({
    ...family,
    path: family.path.replace(/[#^]/, pick(random, words('lines me new own last'))),
  }),
  (family, random) => ({ ...family, path: `/x${random(50)}/y${random(50)}` }),
  (family) => ({ ...family, minutes: 3000 }),
  (family) => ({ ...family, clients: ['203.0.113.9', null, '203.0.113.10'], named: 2 }),
];
