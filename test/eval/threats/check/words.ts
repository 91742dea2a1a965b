import type { Random } from '../random.ts';

export const FORENAMES =
  'Maeve,Siobhán,Tadhg,Chloë,Björn,Ngozi,Wei,Aiko,José,Zoë,Priya,Łukasz,Fatima,Dmitri,Ana-María,Jean-Luc,Kwame,Ingrid,Omar,Søren,Yuki,Beatriz,Hans,Leila,Ravi,Noor,Mateo,Greta'.split(
    ',',
  );
export const SURNAMES =
  "O'Brien,D'Angelo,O'Shaughnessy,L'Hôpital,N'Diaye,van 't Hoff,O'Neill-Ortega,D'Souza,M'Baye,de la Cruz,Müller,Škoda,Nakamura,Whitfield,McAllister,Drop,Union,Null,Selecter,Ben-Ari,O’Hara,Al-Fayed,Ó Súilleabháin,Ka'ahumanu,Tables,Grant".split(
    ',',
  );
export const STREETS =
  "St. John's Rd,King's Cross Rd,Rue de l'Église,Union Street,Straße des 17. Juni,Via dell'Orso,Drury Ln #4,Calle O'Donnell,Groß-Berliner Damm,Queen's Gate; Flat 2,Chapel & Mill Lane,5th Ave.,Plaza Mayor,Executive Drive".split(
    ',',
  );
export const CITIES =
  "L'Aquila,Coeur d'Alene,St. John's,Łódź,København,São Paulo,Val-d'Or,Xi'an,Düsseldorf,Winston-Salem,’s-Hertogenbosch,Reykjavík,Nizhny Novgorod,Stratford-upon-Avon".split(
    ',',
  );
export const PRODUCTS =
  "Men's running shoe,kid's drop-side cot,3/4\" hex bolt (zinc),27\" monitor,USB-C -> HDMI cable,Rock 'n' Roll vinyl,5' x 7' rug,M&M's 200g,Select-a-size towels,Union Jack mug,T-shirt <XL>,Join-the-dots book,100% cotton sheet,Table lamp,Script typeface poster,Exec desk chair,Cat food (salmon & rice),Rope; braided 10m,AC/DC box set,Ping-pong bats".split(
    ',',
  );
const STARTS = [
  'Please select a size from the drop-down and drop it here',
  "I can't update my address where it says 'delivery'",
  'Insert the card into the reader, then delete the old one',
  'The union meeting was moved from Tuesday to Thursday',
  'We want to join the table by the window and order by the clock',
  'Create a table of contents and grant access to all of the editors',
  'Your offer: 2 for 1, or 3 = 1 free; is it still valid?',
  'He said "or else" and left -- nobody knows why',
  'Having a group by the lake; limit is 20 persons',
  'Execute the plan as agreed & sleep on it',
  'The cat ate my id card; who am I now?',
  'Echo from the valley | whisper of the wind',
  'Switch it off; wait 5 seconds; switch it on',
  'Where 1 person pays, 2 persons eat',
  'Set the alert to high, and script the intro',
  'Select all of them from the list where possible',
  "It's 5 o'clock -- let's drop everything and go",
  'What’s new? <3 <3 and > 10 photos',
  'Truncate the text or alter the table layout',
  'The host file on my curl iron manual has no pages',
];
const ENDS = [
  'thanks!',
  "that's all :-)",
  '(see p. 4/5)',
  '50% off, or more?',
  '— M.',
  '#1 priority',
  '@home & @work',
  'C:\\ is full again',
  '$20/month; no extras',
  "don't reply",
  '~ 3 * 4 = 12',
  'x > y && y > z',
  '[draft]',
  '{to be confirmed}',
  '2 + 2 = 4',
  'a/b test',
];

/** Prose of people, with the words and marks that rules for attacks look at too. */
export function prose(r: Random): string {
  const first = r.pick(STARTS);
  const second = r.chance(0.5) ? ` ${r.pick(STARTS)}.` : '';
  return `${first} ${r.int(2, 990)} ${r.pick(ENDS)}${second}`;
}

export const person = (r: Random): string => `${r.pick(FORENAMES)} ${r.pick(SURNAMES)}`;
export const product = (r: Random): string => `${r.pick(PRODUCTS)} ${r.int(2, 400)}`;
export const day = (r: Random): string =>
  `2026-${String(r.int(1, 12)).padStart(2, '0')}-${String(r.int(1, 28)).padStart(2, '0')}`;
export const word = (r: Random): string =>
  r.pick(
    'amber,birch,cedar,delta,ember,fjord,grove,heath,islet,juniper,kestrel,larch,meadow,north,otter,pebble,quartz,ridge,saddle,thistle,umber,vale,willow,yarrow'.split(
      ',',
    ),
  );
export const slug = (r: Random): string => `${word(r)}-${word(r)}-${r.int(2, 980)}`;

export const AGENTS: readonly string[] = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0',
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
  'Mozilla/5.0 (iPad; CPU OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
  'okhttp/5.0.0-alpha.14',
  'Dart/3.7 (dart:io)',
  'axios/1.8.4',
  'python-httpx/0.28.1',
  'Apache-HttpClient/5.4.2 (Java/21.0.5)',
  'LarkfieldShop/7.12.1 (com.larkfield.shop; build:2214; iOS 18.4.0) Alamofire/5.10.2',
];
