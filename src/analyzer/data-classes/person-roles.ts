/** Nouns for persons and nobody else: `pupilName` and `name_of_pupil` name one. */
const PERSONS =
  'driver pupil student teacher approver director payor payer inspector shareholder nurse physician doctor surgeon dentist ' +
  'therapist midwife caregiver carer mother father parent sibling brother sister daughter son wife husband spouse heir ' +
  'executor trustee donor mentor coach tutor instructor lecturer professor candidate interviewee interviewer recruiter ' +
  'supervisor assignee requester requestor reviewer translator composer actor singer captain pilot rider chauffeur ' +
  'landlord lessee lessor lodger victim suspect defendant plaintiff lawyer attorney notary judge cashier waiter chef ' +
  'worker colleague chairman chairwoman president ceo cfo founder cofounder treasurer citizen pensioner veteran voter ' +
  'delegate speaker presenter organiser organizer contestant athlete referee fiance bride groom godparent infant baby ' +
  'deceased annuitant depositor remitter guarantor cosigner coapplicant coborrower consignor consignee caller visitor ' +
  'attendee participant applicant claimant witness guardian patient passenger traveller traveler tenant resident guest ' +
  'employee member subscriber signatory signer beneficiary recipient addressee borrower nominee policyholder holder';

/** Words beside a person's noun, and phrases in whose place a name may stand: what stands there decides. */
const MAYBE_PERSONS =
  'handled by | reported by | reviewed by | approved by | created by | updated by | modified by | requested by | signed by | ' +
  'submitted by | issued by | prepared by | entered by | verified by | checked by | referred by | booked by | ordered by | ' +
  'received by | assigned to | assignee | assigned agent | sales rep | sale rep | representative | account manager | ' +
  'case worker | caseworker | case manager | inspector | caregiver | carer | attendee | participant | consignee contact | ' +
  'shipper contact | contact | primary contact | manager | supervisor | teacher | tutor | nurse | doctor | physician | ' +
  'surgeon | therapist | driver | rider | courier driver | guardian | parent | mother | father | spouse | partner | ' +
  'partner name | next kin | kin | witness | director | shareholder | owner | seller name | agent name | client name | ' +
  'applicant | candidate | employee | colleague | staff member | team member | member | guest | lead guest | visitor | ' +
  'passenger | patient | tenant | landlord | resident | recipient | addressee | beneficiary | payee | payor | payer | donor | ' +
  'signatory | signer | author | editor | reviewer | approver | requester | requestor | reporter | speaker | organizer | ' +
  'organiser | instructor | coach | customer | insured | claimant | holder | display name user | user display name | person | ' +
  'responsable | bearbeiter | sachbearbeiter | ansprechpartner | verantwortlicher | empleado | empleada | medico | médico | ' +
  'medecin | médecin | arzt | arztin | ärztin | lehrer | lehrerin | fahrer | fahrerin | autista | conductor';

export const PERSON_KEYS: readonly string[] = PERSONS.split(' ').map((noun) => `${noun} name`);

export const MAYBE_PERSON_KEYS: readonly string[] = MAYBE_PERSONS.split(' | ');
