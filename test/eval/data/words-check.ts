/** Check half: other names, other languages, other sentences than the development half. */
export const WORDS_CHECK: Readonly<Record<string, string>> = {
  aadhaar:
    'aadharCard aadhaarId kyc_aadhaar aadhaarNo ;  ; e-KYC finished for Aadhaar number {v}|aadhaar card {v} could not be linked',
  'access-token':
    'userAccessToken refresh_token token_access authAccessToken ; auth_token apiAccessToken ; exchanged code, access_token: {v}|the refresh token {v} was revoked',
  'advertising-id':
    'googleAdvertisingId ios_idfa aaid ad_id ; advertiserId mobileAdId ; install matched to GAID {v}|erase advertising identifier {v} from segments',
  'api-secret':
    'apiSecret app_secret consumerSecret sharedSecret ; secretKey api_key ; hook signed with app_secret={v} today|consumer secret {v} belongs to partner 7',
  'ar-cuit':
    'numeroCuit cuit_proveedor cuitEmpleador clienteCuit ; identificacionTributaria tax_id ; alta de proveedor con CUIT {v}|retención aplicada al cuit {v}',
  'atlassian-token':
    'confluence_api_token bitbucketToken atlassianApiKey jira_pat ;  ; curl -u bot:{v} returned 200|sync of wiki with {v} finished',
  'au-abn':
    'abn_no australianBusinessNumber vendor_abn companyAbn ; entityNumber tax_id ; supplier quoted ABN {v} on the quote|ABN lookup for {v} succeeded',
  'au-tfn':
    'tfnDeclared tax_file_number tfnNo memberTfn ; tax_id taxRef ; member supplied tax file number {v}|payee TFN: {v} lodged',
  'aws-access-key':
    'awsKeyId AWS_ACCESS_KEY_ID s3AccessKey iamAccessKeyId ;  ; credential report lists {v} as inactive|terraform used access key {v} here',
  'aws-secret-key':
    'awsSecretAccessKey AWS_SECRET_ACCESS_KEY s3SecretKey iamSecretAccessKey ; aws_secret_key awsSecretKeyValue ; config: aws_secret_access_key={v} region=eu|leaked AWS secret access key {v} in gist',
  'azure-sas':
    'downloadLink containerSas blob_url exportLink ;  ; the report is at {v} until tomorrow|copying {v} to archive',
  'azure-storage-key':
    'blobConnection STORAGE_CONNECTION queueConnectionString table_connection ;  ; worker started with "{v}" as backend|appsettings has {v} in clear',
  'bank-account':
    'bankkontonummer bank_account_no beneficiaryAccountNumber bankAcctNumber ; payeeBankAccount contaBancaria ; wire to bank account no. {v} is pending|bank account number {v} closed',
  'basic-auth-url':
    'brokerUri amqp_url queueUrl dsn ;  ; connecting to {v} ... refused|consumer bound to {v} now',
  'be-national-number':
    'numeroNational registreNational rrn_belgique nrn ;  ; numéro national {v} vérifié par la commune|registre national: {v} inconnu',
  'bitcoin-address':
    'walletBtc bitcoinAddr deposit_btc_address coldWalletBtc ;  ; deposit of 0.4 BTC seen on {v} just now|withdrawal queue: {v} next',
  'br-cnpj':
    'cnpjPrestador documento_cnpj cnpjTomador empresaCnpj ; cadastroNacional tax_id ; contrato firmado com CNPJ {v} ontem|prestador cnpj {v} bloqueado',
  'br-cpf':
    'cpfPagador documento_cpf cpfTomador alunoCpf ;  ; boleto do pagador CPF {v} vencido|consulta ao cpf {v} negada',
  'ca-sin':
    'sinNumber social_insurance_no canadaSin numeroAssuranceSociale ;  ; T4 issued for SIN {v} in Feb|social insurance no. {v} is expired',
  'card-cvv':
    'cardVerificationValue card_cvv cvvCode cvn ; cardSecurityCode verification_value ; terminal asked again, CVV2 {v} rejected|agent typed cvv code {v} into notes',
  'ch-ahv': 'numeroAvs avsNr ahv_number navs13 ;  ; numéro AVS {v} transmis à la caisse|AVS {v} introuvable',
  'cl-rut':
    'rutProveedor run_persona rutEmisor run ;  ; factura al RUT {v} rechazada|persona con RUN/RUT {v} citada',
  'cn-resident-id':
    'idCardNo identityCardCn chinaResidentId id_card_number ;  ; real-name registration with ID card number {v} failed|resident id {v} queued for check',
  'credit-card':
    'primaryAccountNumber numeroCartao card_no paymentCardNumber ;  ; chargeback opened for {v} by issuer|caller read out {v} to the agent',
  'databricks-token':
    'dbToken databricksAccessToken spark_pat workspaceToken ;  ; notebook prints {v} on start|dbx configure with {v} ok',
  'date-of-birth':
    'birthDate fechaNacimiento data_nascimento birthday ; geboortedatum naissance ; applicant, born {v}, is eligible|verification: date of birth given as {v}',
  'de-steuer-id':
    'identifikationsnummerSteuer steuerIdNr tax_identification_de steuerlicheIdNr ; tax_id taxIdentification ; Freistellungsauftrag mit Steuer-IdNr. {v} erfasst|IdNr (Steuer-ID) {v} fehlt im Antrag',
  'digitalocean-token':
    'dropletToken spacesToken digital_ocean_pat doApiToken ;  ; terraform apply with {v} done|rotating {v} next week',
  'dk-cpr':
    'cprnummer patientCpr cpr_number borgerCpr ; danskPersonnummer cprNo ; patientens CPR-nr. {v} mangler journal|CPR nummer {v} spærret',
  'docker-token':
    'hubAccessToken imagePullToken docker_hub_token dockerPassword ;  ; pull failed with {v} as credential|image pushed using {v} by bot',
  'driver-licence':
    'drivingLicenseNumber dlNo license_number_driver fuehrerscheinNummer ; driverLicense permisConduire ; rental desk noted driver licence no. {v}|driving license {v} expires in June',
  email:
    'mail correoElectronico reply_to userEmail ;  ; forward everything to {v} from now on|bounced: {v} does not exist',
  'es-dni-nie':
    'numeroDni nie nif_titular documentoNie ;  ; contrato del DNI/NIE {v} archivado|el NIE {v} caduca pronto',
  'ethereum-address':
    'recipientWallet eth_addr tokenHolder contractOwner ;  ; airdrop for {v} is claimable|signature by {v} is valid',
  'fi-hetu':
    'henkilotunnusAsiakas personal_identity_code hetu_potilas sotu ;  ; potilaan hetu {v} puuttuu|henkilötunnuksella {v} ei löytynyt',
  'fr-nir':
    'numSecuSociale securiteSociale nir_patient numeroInsee ;  ; feuille de soins, NIR {v}, rejetée|assuré n° de sécu {v} à jour',
  'geo-coordinates':
    'gps latlong geo_point currentCoordinates ; userLocation checkinLocation ; courier stopped at GPS coordinates {v} for 9 min|latitude/longitude {v} out of zone',
  'github-token':
    'ghPat repoToken github_access_token actionsToken ;  ; remote set to token {v} by script|workflow printed {v} in step 3',
  'gitlab-token':
    'gitlabPat ciToken gitlab_access_token deployToken ;  ; mirror uses {v} since Monday|job log shows {v} in line 9',
  'google-api-key':
    'placesKey google_maps_key geocoderKey youtubeKey ;  ; quota exceeded for {v} today|index.html embeds {v} twice',
  'health-condition':
    'diagnosisText preexistingCondition medical_conditions diagnostico ; patientDisease diagnosedIllness ; insured suffers from medical condition {v} since 2019|discharge diagnosis: {v}',
  iban: 'contaIban creditor_iban ibanBeneficiaire debtorIban ;  ; standing order to {v} cancelled|salary paid into {v} on the 27th',
  'icd-10':
    'icdDiagnosis icd_10_cm principalDiagnosisCode icdTenCode ; conditionIcd codigo_icd ; claim line with ICD-10 code {v} denied|episode closed under ICD10 {v}',
  imei: 'deviceImei imei_1 phoneImei terminalImei ;  ; swap offered for IMEI number {v} yesterday|insured phone, imei: {v}',
  imsi: 'simCardImsi imsi_number activeImsi ueImsi ; subscriberImsi imsi1 ; attach rejected for IMSI {v} (cause 8)|roaming started, imsi={v}',
  'in-gstin':
    'gstNumber vendor_gstin buyerGstin gstRegistration ; gst tax_id ; e-way bill raised by GSTIN {v} today|input credit of gst no {v} reversed',
  'in-pan':
    'panCardNumber customer_pan panOfDeductee taxPanNo ; applicantPan pan_card ; TDS deducted against PAN {v} this quarter|form 16 for pan number {v} ready',
  'ip-address':
    'remoteIp ip peer_address lastLoginIp ;  ; rate limit hit by {v} at the edge|ssh session opened from {v} by ops',
  'it-codice-fiscale':
    'cf codiceFiscaleAssistito cod_fisc cfIntestatario ;  ; ricetta per codice fiscale {v} emessa|CF {v} non trovato in anagrafe',
  'jp-my-number':
    'mynumber employeeMyNumber kojinBangou individual_number_jp ; my_number_card myNumberValue ; payroll stored My Number {v} encrypted|the my number {v} was entered twice',
  jwt: 'accessJwt assertion id_token bearerJwt ;  ; gateway rejected {v} as expired|saml bridge returned {v} to client',
  'kr-rrn':
    'juminDeungnok korean_rrn residentNumberKr rrnNo ;  ; resident registration no. {v} must not be kept|RRN check for {v} passed',
  'licence-plate':
    'plate_number matricula kennzeichen carPlate ; vehicleLicencePlate immatriculation ; parking fine for licence plate {v} issued|the camera read number plate {v} at 60 km/h',
  'llm-api-key':
    'anthropicKey openai_key assistantKey gptToken ;  ; agent.env has {v} in line 2|playground opened with {v} by user',
  'mac-address':
    'wifiMac bssid ethernet_mac nicAddress ;  ; port 7 learned {v} a minute ago|deauth frame from {v} dropped',
  'medical-record-number':
    'patientMrn mrnNumber medical_record_no hospitalRecordNumber ; mrNumber medRecNo ; transfer of medical record no. {v} requested|lab result filed under MRN {v}',
  'mx-curp':
    'curpBeneficiario clave_unica_registro curpAlumno personaCurp ;  ; beneficiario con CURP {v} duplicado|no existe la curp {v} en RENAPO',
  'nhs-number':
    'nhs_no nhsIdentifier gpNhsNumber nhsnum ;  ; GP letter about NHS number: {v}|nhs no. {v} merged with older record',
  'nl-bsn':
    'bsnPatient burger_service_nummer bsnWerknemer sofinummer ;  ; werknemer met BSN {v} uit dienst|bsn: {v} niet gevonden in BRP',
  'no-fodselsnummer':
    'fodselsnummerSoker norsk_fnr foedselsnummer pasientFnr ;  ; søker med fødselsnummer {v} er registrert|fnr {v} finnes ikke i folkeregisteret',
  'npm-token':
    'npmAuth registry_npm_token publishToken npmAccessToken ;  ; .npmrc contains {v} for scope a|release bot holds {v} today',
  passport:
    'passNummer documento_passaporte passportNum numeroPasseport ; passport_no pasaporte ; visa granted to passport no. {v} for 90 days|guest showed passport number {v} at check-in',
  password:
    'senha contrasena pass_word currentPassword ; passwort motDePasse ; reset done, new password: {v} (valid 1 h)|user mailed us his password {v} again',
  'person-name':
    'nomeCompleto holderName guest_name patientName ; beneficiaryName recipientName ; Dear Ms. {v}, we received your claim|the lease was signed by {v} and witnessed',
  phone:
    'mobile telefone contact_phone cellPhone ;  ; ring the night desk at tel. {v} if late|voicemail left on phone {v} twice',
  'pl-pesel':
    'peselUbezpieczonego nr_pesel peselUcznia osobaPesel ;  ; ubezpieczony, PESEL {v}, zgłoszony|brak numeru pesel {v} w rejestrze',
  'postal-address':
    'morada postalAddress adresse_livraison invoiceAddress ; domicilio mailingAddress ; forward the letter to {v} from June|our technician visits {v} at ten',
  'private-key':
    'sshKey tls_key ecKey keyMaterial ;  ; deploy key is {v} for host a|certificate bundle holds {v} too',
  'pt-nif':
    'numeroNif nif_cliente contribuinteNif nifTitular ; identificacaoFiscal tax_id ; recibo emitido ao NIF {v} hoje|contribuinte n.º (NIF) {v} em dívida',
  'pypi-token':
    'packageIndexToken pypi_upload_token uploadToken pythonIndexKey ;  ; poetry config stores {v} in plain|release step used {v} twice',
  'se-personnummer':
    'pnr personnummerPatient svensk_pnr personNummerSokande ;  ; remiss för personnummer {v} skickad|pnr {v} saknas i registret',
  'sendgrid-key':
    'mailApiKey sgKey sendgridApiToken smtp_sendgrid ;  ; bounce hook configured with {v} today|newsletter job reads {v} from db',
  'sensitive-trait':
    'sexualOrientation sexual_orientation orientacaoSexual sexualPreference ; memberSexualOrientation sexuelleOrientierung ; survey answer, sexual orientation: {v}|profile lists sexual orientation as {v} (public)',
  'session-id':
    'connect.sid sessionKey session_token ASPSESSIONID ; userSession sessionIdentifier ; kicked out PHPSESSID={v} for idling|session_id {v} seen from two networks',
  'sg-nric':
    'nricFin nric_no patientNric fin ;  ; clinic visit by NRIC/FIN {v} billed|nric no. {v} not on the list',
  'shopify-token':
    'storeToken shopify_admin_token merchantToken shopifySecret ;  ; app uninstall revoked {v} already|inventory pulled with {v} hourly',
  'slack-token':
    'chatToken slack_user_token workspaceBotToken alertToken ;  ; webhook replaced by {v} in config|alert bot joined using {v} today',
  'stripe-key':
    'paymentsKey stripe_api_key billingSecret stripeRestrictedKey ;  ; payout worker runs with {v} in prod|billing.env: {v}',
  'swift-bic':
    'bicCode swift_bic beneficiaryBic codigoSwift ; swiftBic swift_code ; correspondent bank, SWIFT/BIC {v}, charges 15|BIC: {v} is not reachable by SEPA',
  'tax-number':
    'taxIdNumber abgabenkontonummer tax_payer_no steuerNr ; fiscalNumber tax_no ; Finanzamt meldet Steuernummer {v} als inaktiv|taxpayer number {v} needs review',
  'telegram-bot-token':
    'tgToken bot_token notifierToken telegramKey ;  ; setWebhook called for {v} ok|bot father issued {v} to ops',
  'tr-tckn':
    'tcKimlikNumarasi kimlikNo tckn_musteri vatandaslikNo ;  ; basvuru TC kimlik {v} ile alindi|TCKN: {v} kayitli degil',
  'twilio-key':
    'smsApiKey twilioSigningKey voice_key_sid messagingKey ;  ; voice calls use {v} as key sid|rotating {v} with support',
  'uk-nino':
    'niNo national_insurance employeeNino ninoNumber ;  ; payslip shows NI no. {v} wrongly|HMRC could not match NINO {v}',
  'uk-sort-code':
    'payeeSortCode bank_sort_code sortCodeUk branch_sort_code ; sort_code_number bankSort ; direct debit from sort code: {v} returned|new mandate, sort code {v}',
  'us-aba-routing':
    'achRouting bank_routing_number routingTransitNumber abaRtn ;  ; payroll file names routing no. {v} twice|ABA routing {v} retired after merger',
  'us-ein':
    'einNumber employer_ein companyEin fedTaxEin ; federal_ein feinNumber ; 1099 issued under EIN {v} in Jan|fein {v} does not match the name',
  'us-medicare-id':
    'mbiNumber medicare_beneficiary_id memberMbi hicnOrMbi ;  ; eligibility for Medicare number {v} confirmed|MBI {v} terminated in 2024',
  'us-npi':
    'renderingNpi npiNumber billing_provider_npi physicianNpi ;  ; prescriber NPI number {v} not found|taxonomy updated for npi {v}',
  'us-ssn':
    'ssnFull applicant_ssn taxpayerSsn socialSecurityNo ; ssn_value socSecNumber ; background check on SSN: {v} came back|dependent social security no. {v} added',
  'vault-token':
    'hcVaultToken vaultClientToken vault_auth secretsToken ;  ; agent sink wrote {v} to tmp|lease renewed for {v} at 3',
  vin: 'chassisNumber fahrgestellnummer car_vin vinCode ;  ; inspection of VIN {v} passed|import duty due for vehicle {v} now',
  'za-id':
    'southAfricanIdNumber sa_id idNumberZa rsaIdentityNumber ;  ; RICA done for South African ID number {v}|SA ID {v} not on voters roll',
};
