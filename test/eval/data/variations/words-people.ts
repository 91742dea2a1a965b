/** `keys, parents before a dot ; sentence | sentence`. Every second key and sentence is held out. */
export const PEOPLE_WORDS: Readonly<Record<string, string>> = {
  email:
    'correo courriel Email__c mailingEmail replyTo user.mail eMailAdresse e_post contactos.*.correo_electronico login telecom.*.value PersonEmail adresse_mail emailPrimario billingContact.eml owner_upn recipients.* createdBy ; Bounce reported for {v} at the relay|Cc {v} and close the case|assigned to {v} by rule 7|De: {v} Asunto: factura|invite accepted ({v})|unsubscribe link used by {v}.',
  phone:
    'telefono telefonnummer MobilePhone HomePhone telefone handy tlf numero_telephone celular contact.mobileNo phone1 daytimePhone phone_e164 telNo mobilnummer sms_recipient gsm WorkPhone contactNumber nummer_mobil callerId from_number dialedNumber ; Rückruf unter Telefon {v} erbeten|rang {v} twice, no answer|appelez le {v} svp|Tel: {v}|contact number {v} updated|text message to {v} failed',
  'person-name':
    'nombreCompleto vorname nachname apellidos prenom nom_famille achternaam fornavn efternamn cognome holderName LastName PersonName ShipToName displayNameOfUser signatory attn nameOnCard patient.name.*.family patient.name.*.given sobrenome insuredName imie nazwisko drivers.*.fullname witnessName FirstName__c bearer_name cardholder.name ownerName nominee ; Approved by {v} on Monday|Herr {v} hat unterschrieben|Patient {v} was discharged|collected by {v} at the counter|Sehr geehrte Frau {v}, vielen Dank|account holder {v} called',
  'postal-address':
    'MailingStreet ShippingStreet direccion domicilioFiscal adresseLigne1 AddressLine1 addressLine_1 strasseHausnummer endereco indirizzoResidenza straatnaam gatuadress shipTo.line1 address.street1 BillingStreet AdrLine postadresse residentialAddress street_and_number pickup_address dropoffAddress lieferadresse rechnungsadresse mailingAddress premiseAddress voie domicileAddress ; Driver should bring it to {v} today|customer moved to {v} in June|Lieferung an {v} erbeten|office at {v} is closed|send the replacement to {v} please|Adresse: {v}',
  'date-of-birth':
    'BirthDate birth_dt dateNaissance fechaNacimiento data_nascimento dataDiNascita geboortedatum syntymaaika fodselsdato PersonBirthdate Birthdate__c patient.birthDate DateOfBirth yearMonthDayOfBirth insured.dob dob_iso data_urodzenia traveller.born fecha_nac gebdat date_birth applicantDob birthDay ; Geboren am {v} in Graz|né le {v} à Lyon|DOB: {v}; sex: F|verified birthday {v} by phone|the child was born on {v} and insured|fecha de nacimiento {v} confirmada',
  'sensitive-trait':
    'ethnicity ethnicGroup raceEthnicity religionCode konfession glaubensrichtung politicalAffiliation sexualOrientation patient.religion demographics.race unionMembership origen_etnico religiao religieuzeOvertuiging partyMembership faithCommunity ; Patient asked for a chaplain, faith: {v}|ethnicity recorded as {v} in the census|member identifies as {v} in the survey|religion: {v}',
  'ip-address':
    'ip client_ip remoteIp RemoteAddr src_ip dst_ip SourceIPAddress ipv4Address peerAddress xForwardedFor last_login_ip originIp lastSeenFrom hosts.*.ip visitorIp direccionIp network.address bindIp callerIpAddress ; Failed password for root from {v} port 22|Connection from {v} closed|geo block hit, client {v}|user signed in ({v})',
  'geo-coordinates':
    'latLon position.coordinates lastPosition gpsPos koordinaten coordenadas posizione locationPoint currentLocation venue.geo latlong geo_location geoCoordinates centroid store.latlng pickup.location pin ubicacion ; Rider waiting at {v} since noon|truck seen near {v} last|drone lost signal at {v}|GPS fix {v} acquired',
  'licence-plate':
    'licensePlateNumber kennzeichen matricula immatriculation targa plate_number vehicle.registration vehicleRegNo registrationNumberPlate regPlate nummernschild car.plate kenteken rekisterinumero vrm numberplate placa amtlichesKennzeichen ; Barrier opened for plate {v} twice|fine issued to vehicle {v} in zone 2|Kennzeichen {v} falsch geparkt|registration plate {v} read by camera 4',
  passport:
    'passportNo passport_num numeroPasaporte numeroPasseport reisepassnummer passaporteNumero travelDocumentNumber document.passportNumber passportNr traveller.passport PassportNumber paspoortnummer numero_passaporto pasaporte passportID idDocument.passport_no ; Traveller shows passport {v} at gate 3|Reisepass {v} abgelaufen|passport no. {v} was scanned|pasaporte {v} renovado',
  'driver-licence':
    'driversLicenseNumber dlNumber drivingLicenceNumber fuehrerscheinnummer numeroPermisConduire licencia_conducir rijbewijsnummer driver.licenseNumber DriverLicenseNo dl_no patente_guida driver_license cnh_numero korkortsnummer licenceNumber prawo_jazdy_nr ; Renter shows driving licence {v} at desk|driver license no. {v} expired|Führerschein {v} kontrolliert|DL {v} verified with the state',
  'tax-number':
    'taxId TaxIdentificationNumber vatNumber vat_id ustIdNr umsatzsteuerId numeroTVA tva_intra partitaIva btwNummer nip steuernummer tin taxRegNo fiscalNumber company.vat_no TaxReference nif_iva momsnummer taxPayerId utrNumber ; VAT ID {v} checked in VIES|Steuernummer: {v}|TVA {v} non valide|supplier with VAT number {v} blocked',
  'health-condition':
    'diagnose diagnostico condition.display allergies.*.substance medicalConditions.* antecedents symptoms anamnese patient.conditions.* medicationName currentMedication malattie chronicDiseases.* problemList.*.text allergie comorbidities.* admissionDiagnosis primaryDiagnosis disabilityType ; Patient suffers from {v} since 2019|diagnosed with {v} in spring|sick note because of {v}|history of {v}, stable|Employee has {v}, needs rest|treated for {v} at home',
  'icd-10':
    'icd10 icdCode dxCode diagnosisCode principalDx claim.diagnoses.*.code icd10Primary CodigoCie10 cim10 icd_code_1 secondaryDiagnosisCodes.* diagnosekode admitDx conditionCode encounter.icd10cm ; Claim coded with ICD-10 {v} by clerk|ICD {v} confirmed|dx code {v} rejected by payer|diagnosis code: {v}',
  'medical-record-number':
    'mrn MRN patientMrn medicalRecordNo medical_record_num numeroHistoriaClinica patientenNummer hospitalNumber patientNo chartNo numeroDossierMedical clinicNo ehrId patientRecordNumber recordNumber.medical medRecNum ; Chart pulled for MRN {v}|MRN: {v} transferred|patient {v} moved to ward 3|hospital number {v} merged',
};
