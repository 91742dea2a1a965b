import type { Random } from '../random.ts';
import { CHAT, EXTRA } from './wording.ts';

const PEOPLE = [
  "O'Hara",
  "Maeve D'Souza",
  'Jo',
  "the O'Neills",
  'our union rep',
  'the table captain',
  "Bob's aunt",
  'admin',
];
const THINGS = [
  'table',
  'column',
  'index card',
  'view',
  'union hall',
  'key',
  'script',
  'template',
  'shell',
  'cookie tin',
  'cat',
  'alert',
  'host',
  'schema of the garden',
];
const PLACES = [
  "Levi's",
  'the bar',
  "St. John's",
  'room 1=1',
  'the /home/ section',
  'C: wing',
  'the order desk',
  "l'Opéra",
];
const TIMES = [
  "5 o'clock",
  'ten; or later',
  "'round noon",
  '9:30 -- sharp',
  'now()-ish',
  'half past (roughly) 8',
  "new year's",
];

type Sentence = (r: Random) => string;

const thing: Sentence = (r) => r.pick(THINGS);
const who: Sentence = (r) => r.pick(PEOPLE);
const where: Sentence = (r) => r.pick(PLACES);
const when: Sentence = (r) => r.pick(TIMES);

/** Prose that shares its words and signs with SQL, shell, markup and templates, yet is plainly prose. */
const SENTENCES: readonly Sentence[] = [
  (r) =>
    `Please select one ${thing(r)} from the ${thing(r)} where ${who(r)} sat; ${r.int(1, 9)} or ${r.int(1, 9)} is fine.`,
  (r) => `Drop the ${thing(r)} at ${where(r)} -- ${who(r)} will pick it up at ${when(r)}.`,
  (r) => `I'd update the list and set the date for ${when(r)}; where's the ${thing(r)}?`,
  (r) => `Insert the ${thing(r)} into the box: values from ${r.int(1, 4)} to ${r.int(5, 9)}, or '0'.`,
  (r) => `${who(r)} or ${who(r)}? It's '${thing(r)}' = '${thing(r)}' to me.`,
  (r) => `Delete nothing from the ${thing(r)} unless ${who(r)} says so; don't alter the ${thing(r)} either.`,
  (r) => `Union members order by ${thing(r)} and group by ${thing(r)}, having paid ${r.int(10, 90)} EUR.`,
  (r) => `Does ${r.int(1, 9)} < ${r.int(10, 99)} && ${r.int(1, 9)} > 0 hold, ${who(r)} asked || guessed?`,
  (r) => `The ${thing(r)} is <b>old</b>, as ${who(r)} wrote; use <em> for stress.`,
  (r) => `Ping ${who(r)}; then cat food | dog food, whichever is left at ${where(r)}.`,
  (r) => `Who am I? An id card & a ${thing(r)}; that's all I've got at ${when(r)}.`,
  (r) => `Look under ../ in the drawer named /etc; ${who(r)} keeps the ${thing(r)} there.`,
  (r) => `Wait for the delay at ${where(r)}: 0:${r.int(10, 59)} hours, they said.`,
  (r) => `Sleep (${r.int(5, 9)} h) did ${who(r)} good; and 1 = 1 as ever.`,
  (r) => `Dear {name}, said the letter -- a broken {{template}} from ${where(r)}, haha.`,
  (r) => `It costs $${r.int(2, 90)} {plus tax}, i.e. ${r.int(5, 20)}% more than at ${where(r)}.`,
  (r) => `Exec summary: create ${thing(r)}; declare victory; cast ${who(r)} as hero.`,
  (r) => `Is null the same as 0? ${who(r)}: "not like that".`,
  (r) => `Curl up with a book or wget... I mean 'we get' tea at ${when(r)}`,
  (r) => `Rem: ${who(r)}'s locker is #${r.int(1, 99)}; /* don't tell */`,
  (r) => `"${thing(r)}" and "${thing(r)}" aren't equal -- or are they? ask ${who(r)}`,
  (r) =>
    `Between ${r.int(1, 9)} and ${r.int(10, 30)} people; all from ${where(r)}; limit ${r.int(1, 5)} each.`,
  (r) => `The script says: alert the ${who(r)}, confirm at ${when(r)}, prompt the rest.`,
  (r) => `Grant ${who(r)} all the privileges of the ${thing(r)} on ${where(r)} *.*`,
];

export function smallTalk(r: Random): string {
  if (r.chance(0.25)) return `${r.pick(CHAT)} ${r.pick(EXTRA)}`;
  return `${r.pick(SENTENCES)(r)} ${r.chance(0.5) ? r.pick(SENTENCES)(r) : r.pick(EXTRA)}`;
}
