import type { Random } from '../random.ts';

/**
 * Keys, sentences and values of the special categories of Article 9 GDPR, as registration forms, censuses, equality
 * questionnaires, hospitals and payrolls write them: `theme>key theme>key ; theme>sentence | theme>sentence`. The theme
 * says what the values are, for nobody writes a party under `religion`. Every second key and sentence is held out.
 */
export const TRAIT_WORDS: Readonly<Record<string, string>> = {
  'sensitive-trait':
    'faith>religiousDenomination faith>denomination faith>religious_preference faith>religionDescription ethnic>race ethnic>raceCategory ethnic>ethnicBackground ethnic>ethnic_background ethnic>self_identified_race ethnic>ethnicityDescription ' +
    'orientation>sexualOrientation orientation>sexual_identity orientation>orientation orientation>sexOrientation politics>partyAffiliation politics>voterParty politics>politicalViews politics>politicalLeaning ' +
    'union>unionName union>trade_union union>unionAffiliation union>laborUnion faith>person.religion faith>spiritualPreference ethnic>demographics.ethnicity ethnic>equality.ethnicOrigin faith>churchAffiliation faith>church_denomination ' +
    'ethnic>heritage ethnic>ancestry ethnic>tribe ethnic>racial_identity faith>parish_faith faith>worldview politics>registeredParty politics>party_preference politics>ideology politics>political_stance ' +
    'faith>bekenntnis faith>religionsbekenntnis faith>culte faith>convictions_religieuses faith>confessione faith>creenciasReligiosas faith>religionAlumno faith>crenca ethnic>rasse ethnic>raza ethnic>etnicidad ethnic>etnisk_tilhorighet ' +
    'ethnic>grupoEtnico ethnic>grupo_etnico ethnic>corRaca ethnic>raca orientation>seksuele_geaardheid orientation>orientacao_sexual orientation>lgbtStatus orientation>lgbtIdentity politics>partei politics>partido_politico politics>partiPolitique politics>orientamento_politico ' +
    'union>fagforening union>sindacato union>gewerkschaftName union>affiliationSyndicale faith>beliefs.religion faith>religions.* ethnic>raceEthnicities.* ethnic>ethnicities.* faith>patientFaith faith>religiousCommunity faith>religiousGroup faith>rel_pref ethnic>ethnicGrp ethnic>eth_group ' +
    'ethnic>raceText ethnic>ethnicityText faith>religionText faith>religion_desc orientation>sexual_orientation_text orientation>orientationLabel politics>party politics>partyName ; ' +
    'ethnic>Equality form: ethnicity {v}|ethnic>Applicant describes their ethnic background as {v}|orientation>Sexual orientation recorded as {v}|orientation>The member described themselves as {v} when asked|politics>Registered with the {v} party since spring|politics>Voter leans {v}, canvassed twice|' +
    'faith>Family is {v} and asks for a matching meal|faith>Pupil was raised {v} and skips the lesson|faith>Resident is a practising {v}, visits arranged|faith>Guest keeps {v} dietary rules|ethnic>Applicant is of {v} descent|ethnic>census taker noted race: {v}|union>Employee pays dues to trade union {v}|union>trade union membership: {v}, payroll code set|' +
    'politics>political affiliation {v} disclosed at vetting|politics>political opinion: {v}|faith>Buried with {v} rites|faith>asked to see a {v} chaplain|ethnic>patient self-identifies as {v}|ethnic>Person identifies as {v} per form 2|orientation>identifies as {v}, partner named|orientation>client came out as {v} in the session|' +
    'faith>Religionszugehörigkeit: {v}|faith>religion déclarée : {v}|ethnic>origen étnico: {v}|ethnic>ethnische Herkunft: {v}|orientation>sexuelle Orientierung {v}|orientation>orientation sexuelle : {v}|politics>Parteimitglied: {v}|politics>parti politique : {v}|faith>Glaube: {v}|faith>confesión religiosa: {v}|' +
    'faith>belongs to the {v} community|faith>converted to the {v} faith in 2019|ethnic>race {v}, sex not given|ethnic>ethnic group {v} selected on the form|politics>member of the {v} party|politics>votes {v} by own account',
  'person-name':
    'beneficiaryName beneficiary_full_name leadGuest guestName primaryContact emergencyContactName nextOfKin policyholder policyHolderName tenantName cardholder cardHolderName signatory signatoryName attendee attendees.* recipientName consigneeContact payeeName payorName ' +
    'driverName driver_name studentName pupilName teacher teacherName doctorName attendingPhysician nurseName caregiver guardian guardianName motherName motherMaidenName spouseName partnerName applicant applicantName witnessName insuredName donorName shareholderName director directorName ' +
    'accountManager salesRep caseWorker handledBy assignedTo approverName reviewedByName reportedBy inspector inspectorName nomComplet prenomNom nomeCognome vollerName vorUndNachname ansprechpartner kontaktperson nombreApellidos nombre_completo nomeCompleto volledigeNaam fuldeNavn kokoNimi imieNazwisko ; ' +
    'Interview with {v} moved to noon|Delivered to {v} at reception|Booked by {v} yesterday|Ms {v} will call back|Dr {v} signed the form|patient {v} was discharged|Guest: {v}, two nights|customer name: {v}|Sehr geehrte Frau {v}|Chère Madame {v}, votre colis|contact {v} for access|name on card: {v}',
  'postal-address':
    'residentialAddress mailingAddress permanent_address currentAddress registeredOffice registered_address serviceAddress pickupAddress dropoffAddress deliveryAddressText propertyAddress premises employerAddress correspondenceAddress addr_full fullAddress formattedAddress formatted_address streetAndNumber street_line ' +
    'wohnadresse lieferadresse rechnungsadresse anschrift adresseLivraison adressePostale domicilio direccionEnvio indirizzoSpedizione indirizzoResidenza enderecoEntrega adres adresZamieszkania leveringsadresse toimitusosoite besoksadress ; ' +
    'Courier rang at {v}, nobody home|Meter read at {v} on Monday|resides at {v}|address: {v}|wohnhaft {v}|domicilié au {v}|Lieferadresse: {v}|delivery address {v} confirmed',
  'us-ssn':
    'ssnFull taxpayerSsn ssn_number applicantSsn soc_sec_no socialSecNum spouse.ssn borrowerSSN employeeSocial ssnTin coApplicantSsn beneficiarySsn dependentSsn holderSocialSecurityNumber primary_ssn SSN ; ' +
    'SSN on file is {v}|social security no. {v} mismatch|W-2 issued to SSN {v}|ssn: {v}|soc sec {v} verified|SSN/TIN {v} rejected',
  'health-condition':
    'any>currentIllness any>longTermCondition any>long_term_conditions.* any>disabilities any>medicalConditions.* any>knownAllergies.* any>healthIssues any>health_problems any>reasonForAdmission any>reason_for_visit_medical any>clinicalDiagnosis any>clinical_problem ' +
    'any>problemList.* any>conditions.display any>condition.code.text any>patientConditions.* any>affection any>pathologie any>enfermedadCronica any>enfermedades_previas any>malattiaCronica any>diagnosiPrincipale any>sykdom any>sygdom any>ziekte any>choroba any>chronischeErkrankung any>diagnoseText ; ' +
    'any>Absent this week: {v}|any>Sick note states {v}|any>Claimant has {v} since childhood|any>Passenger with {v} needs a wheelchair|any>He was treated for {v} in May|any>under treatment for {v}|any>known condition: {v}|any>medical history: {v}|any>Erkrankung: {v}|any>atteint de {v}|any>padece {v}|any>soffre di {v}',
};

type Make = (random: Random) => string;

const VALUES: Readonly<Record<string, string>> = {
  faith:
    'Hindu|Sikh|Catholic|Roman Catholic|Jewish|Muslim|Sunni Muslim|Shia|Buddhist|Lutheran|Church of England|Anglican|Methodist|Baptist|Orthodox|Greek Orthodox|Jain|Quaker|Mormon|Atheist|Agnostic|Humanist|Pagan|Pentecostal|Presbyterian|Zoroastrian|evangelisch|katholisch|musulman|Spiritual|Taoist|Shinto|Rastafarian',
  ethnic:
    'White British|Black African|Black Caribbean|Asian|South Asian|Hispanic|Latino|Roma|Romani|Irish Traveller|Native American|Pacific Islander|African American|Maori|Inuit|Kurdish|Han Chinese|Arab|Sami|Indigenous|Mixed White and Asian|Berber|Caucasian|Bangladeshi|Middle Eastern|Aboriginal|Yoruba',
  orientation:
    'gay|lesbian|bisexual|heterosexual|homosexual|pansexual|asexual|queer|Bisexual|Gay|Lesbian|Heterosexual|Pansexual|heterosexuell|homosexuell|bisexuell',
  politics:
    'Democrat|Republican|Labour|Conservative|Liberal Democrat|Green|Socialist|Libertarian|Social Democrat|Christian Democrat|Communist|Independent|Liberal|Centrist|Progressive|Nationalist|Populist|left-wing|right-wing|Monarchist',
  union:
    'UNISON|GMB|Teamsters|IG Metall|Solidarity|CGT|CGIL|Unite the Union|SEIU|NEU|Comisiones Obreras|Nautilus International|AFL-CIO|USDAW',
  any: 'hypothyroidism|type 1 diabetes|generalised anxiety disorder|peanut allergy|chronic migraine|multiple sclerosis|asthma|rheumatoid arthritis|coeliac disease|hepatitis B|bipolar disorder|epilepsy|psoriasis|osteoporosis|endometriosis|sickle cell anaemia|Crohn disease|glaucoma|chronic bronchitis|post-traumatic stress disorder',
};

/** Values of a theme; null where a key has none. */
export function themed(theme: string): Make | null {
  const values = VALUES[theme]?.split('|');
  return values === undefined ? null : (random) => random.pick(values);
}
