/**
 * Further keys and sentences of the classes that only their keys tell, by the names that national and trade formats
 * have for them. `keys ; sentence | sentence`, as in the other lists. Every second key and sentence is held out.
 */
export const WEAK_WORDS: Readonly<Record<string, string>> = {
  'icd-10':
    'icdDiagnosis diagnosisIcd dx1 dxPrimary icd10gm codeCim10 diagnosisCodes.* admittingDiagnosisCode hauptdiagnoseIcd nebendiagnosen.* causeOfDeathCode codiceIcd10 icd_10_code billing.dxCodes.* workingDiagnosisCode underlyingCauseIcd icdKode klinisch.icdCode ; ICD-10 code {v} added to the episode|Hauptdiagnose {v} bestätigt|discharged with diagnosis {v}|code CIM-10 {v} retenu',
  imsi: 'imsi imsiNumber subscriberImsi sim.imsi supi IMSI_No mobileSubscriberId sim_imsi internationalMobileSubscriberIdentity subscriber.imsi profile.imsi activeImsi homeImsi roamingImsi oldImsi ueImsi imsiValue esim.imsi ; IMSI {v} attached to cell 12|imsi={v} detached|SIM with IMSI {v} blocked|subscriber IMSI {v} roams',
  'advertising-id':
    'idfa gaid adid aaid ifa device.ifa advertisingIdentifier googleAdId maid gpsAdid oaid rida androidAdvertisingId appleIdfa mobileAdId idfv advertisingId gps_adid ; postback for IDFA {v} sent|gaid={v} matched|advertising id {v} opted out|device with AAID {v} seen',
  'api-secret':
    'consumerSecret webhookSecret signingSecret hmacSecret sharedSecret masterKey encryptionKey subscriptionKey app.secretKey oauth.client_secret integrationKey secret_access_key privateApiKey serviceSecret hmac_key appSecret webhook_signing_secret accountKey ; client_secret={v} was sent|rotated API key {v} today|webhook secret {v} in config|apikey: {v}',
  'card-cvv':
    'cvn2 cvc2 cv2 cav2 cvvCode cardCvc2 cardVerificationNumber cid cvvNumber kartenpruefnummer codiceCvv codigoCvv paymentCvv cardCsc card_verification securityNumber.cvv cvcNumber cvv2Code ; CVC2 {v} did not match|Prüfziffer der Karte (CVC): {v}|CVV2 {v} read out|cvv={v} on retry',
  'medical-record-number':
    'medicalRecordNumber patientRecordNo hospitalMrn epicMrn mrnNumber patientFileNumber numeroHistoria nhc numeroProntuario prontuario numeroCartellaClinica recordNo.mrn medicalRecordId patient_mrn chartNumber mrnId siteMrn medRecNo ; MRN {v} merged with another|medical record number {v} not found|chart number {v} requested|historia clínica {v} abierta',
  'us-ein':
    'taxpayerEin employerEin einNo employerTaxId payerEin businessEIN irsEmployerId federalEin nonprofit.ein orgEin employer.ein fedTaxId companyEin federal_employer_id einTaxId fein_number employerIdNumber sponsorEin ; FEIN {v} matches the filing|employer identification number {v}|federal EIN {v} revoked|EIN number {v} pending',
  'bank-account':
    'acctNumber bankAcct beneficiaryAccountNo depositAccountNumber checkingAccountNumber numeroConto contoBancario directDepositAccount cuentaBancaria numCuenta compteBancaire savingsAccountNumber bankAccountNo payeeAccountNo bank_acct_no settlementBankAccount debitAccountNumber accountNo.bank ; direct deposit to account {v} failed|cuenta bancaria {v} cerrada|bank account number {v} verified|compte bancaire {v} débité',
  'licence-plate':
    'licensePlate vehiclePlate carRegistration regPlateNo plateNo immatriculationVehicule targaVeicolo numberPlateText autoKennzeichen kfzKennzeichen vehicleRegistrationMark vrn rego numerRejestracyjny regnr plaque licence_plate_no vehiclePlateNumber ; plate {v} entered the garage|Kfz-Kennzeichen {v} erfasst|registration {v} has no permit|targa {v} multata',
  'driver-licence':
    'driverLicense licenseNoDriver dln drivingPermitNo numeroPermis numLicenciaConducir fuehrerscheinNr cnh cnhNumero patenteNumero rijbewijsNr operatorLicenseNumber driversLicence drivingLicenceId korkort ajokorttinumero dlNo driverLicenceNo ; driver licence {v} suspended|Führerschein {v} vorgelegt|permis de conduire {v} vérifié|DL number {v} expired',
  passport:
    'passportNumber ppNumber passport_id travelDocNo passnummer numPasseport numeroDePasaporte nroPasaporte passeport passaporto numeroPassaporto paszport pasnr passportDocumentNumber passport_number_value passportNoPrimary ppNo applicantPassport ; passport no {v} reported lost|Reisepass {v} abgelaufen|passeport {v} présenté|pasaporte {v} renovado',
  'swift-bic':
    'swiftCode bic8 bic11 receiverBic bankIdentifierCode bankSwift beneficiarySwift corrBic bicNumber senderBIC instructingAgent.bic swiftBicCode swiftId correspondentBic payeeBic issuerBic bank_identifier_code originatorBic ; routed over SWIFT code {v}|BIC code {v} is wrong|bank identifier {v} replied|receiver BIC {v} unknown',
  'jp-my-number':
    'myNumber kojinBango individualNumber employee.myNumber mynumber my_number_jp マイナンバー 個人番号 myNumberCard jpIndividualNumber dependents.*.myNumber kojin_bango individual_number_jp spouseMyNumber myNumberValue kojinbangou personalMyNumber holder.mynumber ; マイナンバー {v} を登録しました|My Number {v} submitted|個人番号: {v}|individual number {v} collected',
  'session-id':
    'jsessionid phpSessionId sessionKey session_uuid sessionToken aspSessionId sessId session.id login.sessionId webSessionId sessionIdentifier session_id_value sessionRef userSessionId activeSession.id php_sess_id ; session {v} expired after logout|JSESSIONID={v} replayed|session id {v} revoked|sid={v} rotated',
  'access-token':
    'refreshToken bearerToken authToken oauthToken personalAccessToken userAccessToken access_token_value tokens.access apiToken deployToken resetToken jwtRefresh oauth2AccessToken installationToken botToken graphToken ; access token {v} leaked|refresh_token={v} reused|Bearer {v} rejected|token: {v} revoked',
  password:
    'passwd pwd userPassword newPassword currentPassword passwort motDePasse contrasena senha wachtwoord passphrase adminPassword dbPassword initialPassword tempPassword wifiPassword ; password: {v} did not work|login with password {v} failed|Passwort lautet {v}|pwd={v} sent in clear',
  'health-condition':
    'diagnosisName allergyName chiefComplaint presentingProblem disease maladie enfermedad krankheit vorerkrankungen.* patologia symptom disability medicalHistory.* conditionName patient.allergies.* chronicCondition ; diagnosed with {v} last year|patient suffers from {v}|leidet an {v}|antécédent de {v}',
  'sensitive-trait':
    'religion race ethnicOrigin politicalParty religiousBelief tradeUnionMembership sexualPreference ethnie religionszugehoerigkeit konfession opinionPolitique orientamentoSessuale profile.religion beliefs politicalOpinion raceEthnicityCode ; religion given as {v}|ethnic origin: {v}|Konfession {v} vermerkt|member states political party {v}',
  'tax-number':
    'vatNo vatRegistrationNumber taxpayerNumber steuerNr ustIdNummer numeroFiscal tvaNumber taxNo umsatzsteuerIdent codFiscalEmpresa business.vatNumber sellerVatId buyerTaxNumber taxRegistrationNumber companyTaxNo vatIdentifier ; VAT number {v} validated|Steuernummer {v} fehlt|numéro de TVA {v}|tax number {v} on the invoice',
  'dk-cpr':
    'cprNum cpr_nummer danskCpr borgerCpr klient.cpr cprId cprnrPatient patientCprNr cprIdentifier holderCpr cprNumberValue personnummerDk ; CPR-nr {v} oprettet|patient med cpr-nummer {v}|cpr {v} slettet|cprnr={v} ukendt',
  'in-pan':
    'panNum permanentAccountNumber panId panOfDeductee deductee.pan assesseePan nomineePan pancard payeePan buyerPan employeePan panNoOfSeller ; PAN {v} of the deductee|permanent account number {v}|pan={v} not linked|PAN no. {v} verified',
  'date-of-birth':
    'birthdate dob birthDay dateOfBirthIso geburtsdatum geboorteDatum dataNascita fechaDeNacimiento dateDeNaissance birth_date holder.dateOfBirth bornOn patientDob dependents.*.dob memberBirthDate guestBirthday ; born on {v}, member since 2020|DOB {v} does not match|geboren am {v}|née le {v}',
  'geo-coordinates':
    'coordinates latLng gps geoPoint position.latlng geopoint gpsCoordinates lastKnownLocation location.point homeLocation deviceLocation gpsLocation dropoffCoordinates latitudeLongitude geoLocation mapCenter ; courier last seen at {v}|GPS {v} reported|position {v} outside the fence|parked at {v}',
};
