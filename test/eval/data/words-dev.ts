/** Development half: `four keys that name the class ; keys that hint at it ; sentence | sentence`. */
export const WORDS_DEV: Readonly<Record<string, string>> = {
  aadhaar:
    'aadhaar aadhaarNumber aadhaar_no uidaiNumber ;  ; Aadhaar {v} was linked today|KYC done with aadhaar no {v}, thanks',
  'access-token':
    'access_token refreshToken accessToken oauth_token ; authToken bearerToken ; Use access token {v} for the next call|renewed access_token={v} ok',
  'advertising-id':
    'idfa gaid advertisingId advertising_id ; adId deviceAdvertisingId ; Attribution for IDFA {v} arrived|advertising id {v} opted out',
  'api-secret':
    'client_secret apiKey api_secret webhookSecret ; clientSecret signingSecret ; client_secret={v} must be rotated|The API key is {v} and expires soon',
  'ar-cuit':
    'cuit cuitNumber cuit_cuil cuil ; taxId fiscalCode ; CUIT {v} dado de alta|Factura emitida al CUIT {v} ayer',
  'atlassian-token':
    'atlassianToken jiraApiToken atlassian_token confluenceToken ;  ; JIRA_TOKEN={v} in the build log|export ATLASSIAN_TOKEN={v} then retry',
  'au-abn':
    'abn abnNumber business_abn supplierAbn ; businessNumber taxId ; Invoice from ABN {v} received|registered under abn {v} since May',
  'au-tfn':
    'tfn taxFileNumber tfn_number employeeTfn ; taxId taxReference ; TFN {v} declared by employee|tax file number {v} on record',
  'aws-access-key':
    'accessKeyId aws_access_key_id awsAccessKey AccessKeyId ;  ; AWS_ACCESS_KEY_ID={v} found in env|Key {v} was last used by deploy',
  'aws-secret-key':
    'secretAccessKey aws_secret_access_key SecretAccessKey awsSecretKey ; awsSecret aws_secret ; AWS_SECRET_ACCESS_KEY={v} exported|aws_secret_access_key = {v} # prod',
  'azure-sas':
    'sasUrl sas_uri signedUrl blobSasUrl ;  ; Download from {v} within an hour|upload finished, see {v} for the copy',
  'azure-storage-key':
    'storageConnectionString azure_storage connectionString AzureWebJobsStorage ;  ; AZURE_STORAGE={v} set|using connection {v} for blobs',
  'bank-account':
    'bankAccountNumber bankAccount bank_account_number bankAccountNo ; payoutBankAccount debitBankAccount ; Paid to bank account number {v} today|refund to account number {v} booked',
  'basic-auth-url':
    'repositoryUrl remote_url callbackUrl cloneUrl ;  ; cloning {v} failed|fetching from {v} took 3 s',
  'be-national-number':
    'rijksregisternummer nationalRegisterNumber niss inszNummer ;  ; Rijksregisternummer {v} bevestigd|INSZ {v} gekoppeld aan dossier',
  'bitcoin-address':
    'btcAddress bitcoin_address bitcoinWallet btcWallet ;  ; Send the coins to {v} please|payout in BTC to {v} confirmed',
  'br-cnpj':
    'cnpj cnpjEmpresa cnpj_fornecedor numeroCnpj ; taxId companyRegistration ; CNPJ {v} ativo|nota fiscal do CNPJ {v} emitida',
  'br-cpf': 'cpf cpfCliente numero_cpf cpfTitular ;  ; CPF {v} aprovado|cadastro do cpf {v} feito',
  'ca-sin':
    'sin socialInsuranceNumber sin_number employeeSin ;  ; SIN {v} verified by payroll|social insurance number {v} received',
  'card-cvv':
    'cvv cvv2 cardCvc cvc ; securityCode card_security_code ; Declined: CVV {v} did not match|card read, cvc {v} entered by hand',
  'ch-ahv':
    'ahvNummer ahv ahvn13 sozialversicherungsnummer ;  ; AHV-Nr. {v} geprüft|Rente zu AHV {v} berechnet',
  'cl-rut': 'rut rutCliente rut_empresa numeroRut ;  ; RUT {v} validado|boleta para rut {v} lista',
  'cn-resident-id':
    'residentIdNumber shenfenzheng sfzh cnIdCard ;  ; ID card {v} passed real-name check|resident identity card {v} uploaded',
  'credit-card':
    'cardNumber pan credit_card_number ccNumber ;  ; Customer called about card {v} again|charged 40 EUR to {v} at noon',
  'databricks-token':
    'databricksToken databricks_pat dbxToken DATABRICKS_TOKEN ;  ; DATABRICKS_TOKEN={v} set in job|cluster started with {v} by ci',
  'date-of-birth':
    'dateOfBirth dob birth_date birthdate ; bornOn geburtsdatum ; Patient, date of birth {v}, was admitted|identity check: DOB {v} matches',
  'de-steuer-id':
    'steuerId steuerIdentifikationsnummer steuer_id idNrFinanzamt ; taxId taxReference ; Steuer-ID {v} liegt vor|Steueridentifikationsnummer {v} gemeldet',
  'digitalocean-token':
    'digitaloceanToken do_token doctlToken DIGITALOCEAN_ACCESS_TOKEN ;  ; doctl auth init -t {v} done|droplet created with {v} key',
  'dk-cpr':
    'cpr cprNummer cpr_nr cprNumber ; personnummerDk cprnr ; CPR {v} er bekræftet|borger med cpr-nummer {v} oprettet',
  'docker-token':
    'dockerHubToken docker_pat registryToken dockerToken ;  ; docker login -p {v} succeeded|DOCKER_PAT={v} in pipeline',
  'driver-licence':
    'driverLicenceNumber drivingLicence driver_license_number licenceNo ; driversLicense dlNumber ; Hire agreed, driving licence number {v} checked|driver license {v} scanned at desk',
  email:
    'email emailAddress contact_email customerEmail ;  ; Please reply to {v} before Friday|ticket opened by {v} from the portal',
  'es-dni-nie':
    'dni nifPersona dni_nie documentoIdentidad ;  ; DNI {v} comprobado|titular con NIE/DNI {v} dado de alta',
  'ethereum-address':
    'ethAddress walletAddress eth_wallet ethereumAddress ;  ; Minted to {v} in block 9|swap sent from {v} this morning',
  'fi-hetu':
    'hetu henkilotunnus hetuTunnus henkilo_tunnus ;  ; Henkilötunnus {v} tarkistettu|asiakas, hetu {v}, lisätty',
  'fr-nir':
    'nir numeroSecu numero_securite_sociale nirAssure ;  ; NIR {v} vérifié|numéro de sécurité sociale {v} reçu',
  'geo-coordinates':
    'coordinates latLng gpsPosition geoLocation ; lastKnownLocation position ; Vehicle at coordinates {v} now|GPS {v} reported by courier',
  'github-token':
    'githubToken gh_token github_pat GITHUB_TOKEN ;  ; GITHUB_TOKEN={v} leaked in log|git clone with {v} worked',
  'gitlab-token':
    'gitlabToken gl_token privateToken GITLAB_PAT ;  ; curl with PRIVATE-TOKEN: {v} works|runner uses {v} for now',
  'google-api-key':
    'googleApiKey mapsKey gcp_api_key firebaseKey ;  ; maps loaded with key {v} twice|GOOGLE_API_KEY={v} in bundle',
  'health-condition':
    'diagnosis medicalCondition health_condition chronicCondition ; patientCondition illness ; Patient diagnosed with {v} last year|medical condition: {v} (stable)',
  iban: 'iban ibanNumber payee_iban bankIban ;  ; Transfer to {v} executed|refund goes to {v} within 3 days',
  'icd-10':
    'icd10 icd10Code diagnosis_code icdCode ; diagnosisCode icd ; Encounter coded ICD-10 {v} by nurse|billed with diagnosis code {v} twice',
  imei: 'imei imeiNumber device_imei handsetImei ;  ; Handset IMEI {v} blocked|imei {v} reported stolen',
  imsi: 'imsi imsiNumber subscriber_imsi simImsi ; mobileSubscriberIdentity imsiId ; SIM with IMSI {v} attached|imsi {v} moved to new cell',
  'in-gstin':
    'gstin gstinNumber gst_no supplierGstin ; taxId businessNumber ; GSTIN {v} filed on time|invoice against gstin {v} booked',
  'in-pan':
    'panNumber panCard pan_no incomeTaxPan ; panIndia permanentAccountNumber ; PAN card {v} verified for KYC|permanent account number {v} added',
  'ip-address':
    'ipAddress clientIp remote_addr sourceIp ;  ; Login from {v} was refused|blocked host {v} after 5 tries',
  'it-codice-fiscale':
    'codiceFiscale codice_fiscale cf_cliente codFiscale ;  ; Codice fiscale {v} valido|intestatario con CF {v} registrato',
  'jp-my-number':
    'myNumber kojinBango my_number individualNumber ; mynumberCard kojin_bango ; My Number {v} submitted to HR|individual number (my number) {v} stored',
  jwt: 'idToken jwt jwt_token sessionJwt ;  ; decoded {v} without errors|sent Bearer {v} upstream',
  'kr-rrn':
    'rrn residentRegistrationNumber juminNumber jumin_no ;  ; RRN {v} masked next time|resident registration number {v} given',
  'licence-plate':
    'licensePlate numberPlate vehicle_registration plateNumber ; registrationPlate vehiclePlate ; Car with number plate {v} parked in bay 4|licence plate {v} seen at gate',
  'llm-api-key':
    'openaiApiKey llm_api_key OPENAI_API_KEY modelApiKey ;  ; OPENAI_API_KEY={v} in notebook|bot configured with {v} now',
  'mac-address':
    'macAddress mac hw_address deviceMac ;  ; Lease given to {v} for a day|access point saw {v} again',
  'medical-record-number':
    'mrn medicalRecordNumber patient_mrn recordNumberMedical ; patientRecordNo chartNumber ; Chart merged, MRN {v} kept|medical record number {v} opened',
  'mx-curp': 'curp claveCurp curp_titular numeroCurp ;  ; CURP {v} encontrada|alumno con curp {v} inscrito',
  'nhs-number':
    'nhsNumber nhs_number nhsNo patientNhs ;  ; NHS number {v} traced|referral for NHS no {v} accepted',
  'nl-bsn':
    'bsn burgerservicenummer bsnNummer bsn_nr ;  ; BSN {v} gecontroleerd|burgerservicenummer {v} is bekend',
  'no-fodselsnummer':
    'fodselsnummer fnr fodselsNr personFnr ;  ; Fødselsnummer {v} bekreftet|bruker med fnr {v} funnet',
  'npm-token':
    'npmToken npm_auth_token NPM_TOKEN registryAuth ;  ; //registry:_authToken={v} written|publish used {v} from vault',
  passport:
    'passportNumber passportNo passport_number travelPassport ; passportId reisepassNummer ; Passport number {v} scanned at gate|boarding with passport {v} allowed',
  password:
    'password passwd user_password newPassword ; pwd loginPassword ; Your temporary password is {v} until Monday|login failed with password {v} twice',
  'person-name':
    'fullName customerName full_name contactPerson ; accountHolder passengerName ; Signed by Mr {v} on site|Dear {v}, your parcel is ready',
  phone:
    'phone phoneNumber mobile_number telephone ;  ; Call me back on {v} please|sms sent to mobile {v} at noon',
  'pl-pesel':
    'pesel numerPesel pesel_pacjenta peselKlienta ;  ; PESEL {v} potwierdzony|pacjent o numerze pesel {v} zapisany',
  'postal-address':
    'address shippingAddress billing_address homeAddress ; deliveryAddress residence ; Deliver to {v} before noon|moved to {v} in spring',
  'private-key': 'privateKey private_key pem signingKeyPem ;  ; found key {v} in repo|loaded {v} from disk',
  'pt-nif':
    'nif nifCliente numero_contribuinte nifFiscal ; contribuinte taxId ; NIF {v} confirmado|fatura com contribuinte {v} paga',
  'pypi-token':
    'pypiToken pypi_token twinePassword PYPI_API_TOKEN ;  ; twine upload -p {v} ok|TWINE_PASSWORD={v} set',
  'se-personnummer':
    'personnummer personNr personnummer_kund svensktPersonnummer ;  ; Personnummer {v} verifierat|kund med personnummer {v} skapad',
  'sendgrid-key':
    'sendgridKey sendgrid_api_key SENDGRID_API_KEY mailerKey ;  ; mail sent using {v} as key|SENDGRID_API_KEY={v} exported',
  'sensitive-trait':
    'religion religiousAffiliation religious_belief faith ; religiousBelief religionName ; Chaplain requested, religion: {v}|religious affiliation stated as {v} at intake',
  'session-id':
    'JSESSIONID sessionId session_id PHPSESSID ; sessId sid ; session id {v} expired at noon|invalidated JSESSIONID={v} on logout',
  'sg-nric': 'nric nricNumber nric_fin singaporeNric ;  ; NRIC {v} sighted|visitor with nric {v} signed in',
  'shopify-token':
    'shopifyToken shopify_access_token shopToken adminApiToken ;  ; X-Shopify-Access-Token: {v} accepted|store synced with {v} today',
  'slack-token':
    'slackToken slack_bot_token SLACK_TOKEN botToken ;  ; SLACK_TOKEN={v} rotated|posted with {v} to #ops',
  'stripe-key':
    'stripeKey stripe_secret_key STRIPE_SECRET stripeApiKey ;  ; STRIPE_SECRET={v} in env file|charge made with {v} key',
  'swift-bic':
    'bic swiftCode bic_code bankBic ; swift bicSwift ; Bank BIC {v} accepts SEPA|SWIFT code {v} was used for the wire',
  'tax-number':
    'taxNumber steuernummer tax_number taxpayerNumber ; tin taxpayerId ; Steuernummer {v} eingetragen|tax number {v} missing from form',
  'telegram-bot-token':
    'telegramBotToken telegram_token TELEGRAM_BOT_TOKEN tgBot ;  ; bot started with {v} today|TELEGRAM_TOKEN={v} printed',
  'tr-tckn':
    'tcKimlikNo tckn tc_kimlik kimlikNumarasi ;  ; TC kimlik no {v} dogrulandi|TCKN {v} ile kayit yapildi',
  'twilio-key':
    'twilioApiKey twilio_key_sid TWILIO_API_KEY twilioSid ;  ; TWILIO_API_KEY={v} configured|sms gateway uses {v} now',
  'uk-nino':
    'nino nationalInsuranceNumber ni_number niNumber ;  ; NI number {v} matched|national insurance no {v} recorded',
  'uk-sort-code':
    'sortCode sort_code bankSortCode sortcode ; branchSortCode ukSortCode ; Paid to sort code {v} this morning|sort code {v} belongs to branch',
  'us-aba-routing':
    'routingNumber abaRouting routing_number abaNumber ;  ; ACH to routing number {v} settled|wire via ABA {v} sent',
  'us-ein':
    'ein employerIdentificationNumber ein_number federalEin ; fein employerId ; EIN {v} on the W-9|employer identification number {v} filed',
  'us-medicare-id':
    'medicareId mbi medicare_number medicareBeneficiaryId ;  ; Medicare id {v} active|claim for MBI {v} paid',
  'us-npi':
    'npi providerNpi npi_number nationalProviderIdentifier ;  ; Provider NPI {v} enrolled|referred by npi {v} last week',
  'us-ssn':
    'ssn socialSecurityNumber social_security_number ssnNumber ; socialSecurity ss_number ; SSN {v} on the application|social security number {v} verified',
  'vault-token':
    'vaultToken VAULT_TOKEN x_vault_token vault_token ;  ; vault login {v} succeeded|VAULT_TOKEN={v} leaked',
  vin: 'vin vinNumber vehicle_vin vehicleIdentificationNumber ;  ; VIN {v} is under recall|car with chassis {v} serviced',
  'za-id':
    'saIdNumber rsaId south_african_id zaIdNumber ;  ; South African ID {v} verified|RSA ID number {v} captured',
};
