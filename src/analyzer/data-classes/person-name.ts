import { type DataClass, under } from './data-class.ts';

/** Forms of organisations and things that bear names. */
const ORGANISATION =
  /(?:^|[ ,])(?:Ltd|Limited|Inc|GmbH|AG|Corp|Corporation|LLC|PLC|S\.?A|B\.?V|Company|Holdings?|Group|Services?|Support|Team|Department|Agency|Bank|Store|Shop|App|API|Driver|Client|Server|System|Systems|Solutions|Account|Admin|Administrator)\.?(?:$|[ ,])/i;

const NAME_FORM = /^\p{Lu}[\p{L}'’.-]{0,40}(?:,? (?:[a-z]{1,3} )?\p{Lu}[\p{L}'’.-]{0,40}){0,4}$/u;

/** Words with a capital that stand where names stand: roles, departments, forms of organisations. */
const NOT_A_NAME: ReadonlySet<string> = new Set(
  (
    'customer customers sir madam team all colleagues guest member user friend valued hiring manager student parent parents ' +
    'client partner applicant subscriber resident service services support desk portal centre center department account ' +
    'accounts success relations experience care number id data report information info agent order orders record records ' +
    'list group groups name email phone address status satisfaction loyalty program programme discount lounge card ' +
    'handbook hello world there benefits insurance training survey feedback page area room suite checkout parking office finance legal ' +
    'marketing sales operations engineering billing security accounting logistics warehouse quality human resources ' +
    'board committee bank system systems solutions ltd inc gmbh corp company holdings partners agency store shop ' +
    'san los las santa saint fort north south east west port lake mount city great app web mobile driver native api ' +
    'the a an this that our your new old next last first monday tuesday wednesday thursday friday saturday sunday'
  ).split(' '),
);

/** Given names of many countries, the commonest: behind words that also stand before things, one of them must occur. */
const GIVEN_NAMES: ReadonlySet<string> = new Set(
  (
    'james john robert michael david william richard joseph thomas charles christopher daniel matthew anthony mark paul steven ' +
    'stephen andrew kenneth joshua kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan ' +
    'larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron adam ' +
    'nathan henry peter noah liam oliver ethan lucas logan leo felix max oscar harry arthur hugo simon martin philip victor ' +
    'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly ' +
    'emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna ' +
    'brenda pamela emma nicole helen samantha katherine catherine christine rachel carolyn janet maria heather diane olivia ' +
    'julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha ' +
    'sophia sophie chloe grace lucy alice clara charlotte amelia isabella mia ava ella lily zoe eva eve nora rosa irene ' +
    'hans klaus jurgen wolfgang dieter stefan stephan andreas markus matthias tobias lukas jonas jan sven lars nils uwe ralf ' +
    'heike sabine petra monika ursula claudia birgit anja katja katharina julia lena lea johanna greta ingrid karin silke ' +
    'jean pierre jacques michel philippe nicolas julien antoine louis marc luc marie camille claire juliette manon elodie ' +
    'jose juan carlos luis antonio manuel francisco javier miguel pedro pablo diego sergio jorge fernando alejandro carmen ana ' +
    'isabel lucia marta elena pilar sofia valentina camila giulia marco luca giuseppe giovanni francesco andrea matteo chiara ' +
    'francesca paola joao pedro tiago rui miguel beatriz ines ivan dmitri sergei olga natalia tatiana anastasia piotr tomasz ' +
    'krzysztof andrzej agnieszka katarzyna magdalena erik anders johan magnus karl astrid freja ingrid sanne daan pieter ' +
    'willem mohamed mohammed muhammad ahmed ali omar hassan hussein ibrahim yusuf fatima aisha khadija maryam layla mehmet ' +
    'mustafa ayse elif wei li ming jing hiroshi takashi kenji yuki haruto sakura akira yuko min ji raj ravi amit priya anil ' +
    'sunita deepak rahul neha arjun kofi amara chidi ngozi tunde sean siobhan niamh fiona ian craig stuart nigel graham'
  ).split(' '),
);

/** `María` is `maria`. */
function plainLetters(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');
}

function holdsGivenName(candidate: string): boolean {
  return (
    isNameInText(candidate) && candidate.split(/[ ,-]+/).some((word) => GIVEN_NAMES.has(plainLetters(word)))
  );
}

function isNameInText(candidate: string): boolean {
  return candidate.split(/[ ,]+/).every((word) => !NOT_A_NAME.has(word.toLowerCase()));
}

/** Two to four capitalised words; the next one is none. */
const NAME_IN_TEXT =
  /\p{Lu}[\p{Ll}'’]{1,30}(?:-\p{Lu}\p{Ll}{1,30})?(?: (?:(?:van|von|de|der|den|da|di|la|le|bin|al|el) ){0,2}(?:\p{Lu}\.|(?:O['’]|Mc|Mac)?\p{Lu}[\p{Ll}'’]{1,30}(?:-\p{Lu}\p{Ll}{1,30})?)){1,3}(?![\p{L}\d]| \p{Lu})/uy;

/** Nothing but the key tells a name from any other capitalised words. */
export const PERSON_NAME: DataClass = {
  id: 'person-name',
  title: 'Name of a person',
  category: 'pii',
  prefilter: { minLength: 2 },
  pattern: NAME_FORM,
  validate: (candidate) => !ORGANISATION.test(candidate),
  contextWords: [
    'first name',
    'firstname',
    'last name',
    'lastname',
    'full name',
    'fullname',
    'middle name',
    'given name',
    'family name',
    'surname',
    'maiden name',
    'name on card',
    'card holder',
    'cardholder',
    'cardholder name',
    'holder name',
    'holder',
    'contact person',
    'given names',
    'account holder',
    'beneficiary name',
    'recipient name',
    'person name',
    'real name',
    'legal name',
    'user name',
    'customer name',
    'patient name',
    'employee name',
    'contact name',
    'guest name',
    'passenger name',
    'member name',
    'owner name',
    'doctor name',
    'student name',
    'subscriber name',
    'author name',
    'buyer name',
    'applicant name',
    'tenant name',
    'traveller name',
    'traveler name',
    'attendee name',
    'participant name',
    'signatory name',
    'spouse name',
    'guardian name',
    'insured name',
    'policy holder',
    'policyholder',
    'next of kin',
    'emergency contact name',
    'nom complet',
    'nom de famille',
    'nombre completo',
    'apellidos',
    'cognome',
    'achternaam',
    'voornaam',
    'nachname',
    'vorname',
    'nombre',
    'apellido',
    'prenom',
    'forename',
    'fname',
    'lname',
    'sender name',
    'receiver name',
    'consignee name',
    'signer name',
    'witness name',
    'caller name',
    'visitor name',
    'resident name',
    'manager name',
    'teacher name',
    'parent name',
    'child name',
    'mother name',
    'father name',
    'husband name',
    'wife name',
    'payee name',
    'payer name',
    'borrower name',
    'claimant name',
    'debtor name',
    'name first',
    'name last',
    'name family',
    'name given',
    'imie',
    'nazwisko',
    'fornavn',
    'etternavn',
    'efternavn',
    'fornamn',
    'efternamn',
    'sukunimi',
    'etunimi',
    'prénom',
    'signatory',
    'addressee',
    'patron name',
    'nominee name',
    'individual name',
  ],
  contextNot: [
    'company',
    'product',
    'file',
    'host',
    'domain',
    'display',
    'type name',
    'font family',
    'font',
    'product family',
    'instance family',
    'task family',
    'column family',
    'device family',
    'model family',
    'empresa',
    'producto',
    'archivo',
    'holder type',
    'holder id',
  ],
  inText: [
    {
      words: [
        'mr',
        'mrs',
        'ms',
        'miss',
        'dr',
        'prof',
        'herr',
        'frau',
        'herrn',
        'mme',
        'monsieur',
        'madame',
        'sr',
        'sra',
        'señor',
        'señora',
        'signor',
        'signora',
      ],
      form: NAME_IN_TEXT,
      validate: isNameInText,
      needsSmall: true,
    },
    {
      words: [
        'dear',
        'attn',
        'signed by',
        'approved by',
        'requested by',
        'reported by',
        'handled by',
        'submitted by',
        'spoke to',
        'spoke with',
        'met with',
        'on behalf of',
        'full name',
        'customer name',
        'patient name',
        'contact person',
        'cardholder',
        'account holder',
        'passenger',
        'patient',
      ],
      form: NAME_IN_TEXT,
      validate: isNameInText,
    },
    {
      words: [
        'hi',
        'hello',
        'hallo',
        'bonjour',
        'hola',
        'named',
        'name',
        'created by',
        'assigned to',
        'addressed to',
        'regards',
        'customer',
        'guest',
        'tenant',
        'employee',
        'client',
        'visitor',
        'driver',
        'subscriber',
        'contact',
        'caller',
        'applicant',
        'recipient',
        'beneficiary',
        'resident',
        'traveller',
        'appointment for',
        'booking for',
        'booked for',
        'reservation for',
        'meeting with',
        'call with',
        'call from',
        'called',
        'issued to',
        'handed to',
        'delivered to',
        'sold to',
        'ticket for',
        'visit by',
        'visited by',
        'seen by',
        'examined by',
        'recommended by',
        'served by',
        'driven by',
        'signed off by',
        'collected by',
        'received by',
        'accepted by',
        'delivered by',
        'written by',
        'sent by',
        'message from',
        'letter from',
        'email from',
        'complaint from',
        'request from',
        'colleague',
        'agent',
        'member',
        'student',
        'teacher',
        'nurse',
        'owner',
        'buyer',
        'seller',
        'witness',
        'courier',
        'manager',
        'supervisor',
        'sender',
        'user',
        'holder',
        'welcome',
        'thanks',
        'thank you',
        'sincerely',
        'interview with',
        'appointment with',
        'booked by',
        'ordered by',
        'paid by',
        'created for',
      ],
      form: NAME_IN_TEXT,
      validate: holdsGivenName,
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('note', 'Signed by Mr Liam Abbott on site', "Dear Seán O'Neill, your parcel is ready"),
    ...under('firstName', 'Zaphod', 'Anne-Marie', 'Øystein'),
    ...under('holder', 'Liam Abbott'),
    ...under('customer_name', "Seán O'Neill", 'Ludwig van Beethoven', 'Doe, Jane'),
  ],
  nearMisses: [
    ...under('title', 'Zaphod Beeblebrox'),
    ...under(
      'note',
      'Dear Customer',
      'MS Office Suite',
      'customer Service Desk opened',
      'signed by Monday Noon',
    ),
    ...under('firstName', '12', 'x@y', 'TRUE1', 'see below'),
    ...under('productName', 'Green Tea'),
  ],
};
