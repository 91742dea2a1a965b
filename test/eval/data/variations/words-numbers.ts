/** `keys, parents before a dot ; sentence | sentence`. Every second key and sentence is held out. */
export const NUMBER_WORDS: Readonly<Record<string, string>> = {
  'credit-card':
    'cardNumber card.number account_number payment.pan PAN ccNum primaryAccountNumber paymentMethod.card.number numeroCarta kartennummer numeroTarjeta tarjeta numero_carte token_source CardNo cardAcctId encryptedPan instrument value reference ; Refund to card {v} requested|Karte {v} wurde gesperrt|paid with {v} exp 12/27|customer read out {v} by phone',
  'card-cvv':
    'cvv cvc securityCode cvv2 card.cvc cardVerificationValue CVCCode cvn pruefziffer card_verification_code csc paymentCard.cvv codigoSeguridad cvx cid.cvv cardSecurityCode verification_value cryptogramme ; CVV {v} rejected by issuer|cvc code: {v}|customer gave cvv {v} in chat|card security code {v} stored by mistake',
  iban: 'iban debtorAccount.iban creditor.iban beneficiaryIban IBANNo kontoIban payoutDestination reference CdtrAcct.Id.IBAN sepaAccount cuentaIban accountNumber banking.iban externalAccount value numeroIban ; Überweisung auf {v} ausgeführt|virement vers {v} refusé|payout to {v} pending|mandate for {v} signed',
  'bank-account':
    'accountNumber bankAccountNumber account_no bankAcctNum bank.account kontonummer numeroCuenta numeroDeCompte rekeningNummer AccountNo bankDetails.accountNumber ach.account_number acctNbr contoCorrente contaBancaria payee_account_number creditorAccountNumber kontonr ; Credit account number {v} tomorrow|paid into bank account {v} last week|Kontonummer {v} unbekannt|direct debit from account no {v} failed',
  'uk-sort-code':
    'sortCode sort_code bankSortCode bank.sortCode payee_sort_code account.sort_code sortcodeNumber UkSortCode beneficiarySortCode branchSortCode SortCode debtor_sort_code ; Transfer to sort code {v} done|sort code: {v}|payee bank sort code {v} unknown|sort code {v} closed',
  'swift-bic':
    'bic swift swiftBic bankBic BICFI swift_code bank.swift FinInstnId.BIC bicCode beneficiaryBankBic codigoSwift codeBic bicOrSwift intermediary_bic SwiftCode agentBic creditorBic ; Sent via BIC {v} today|SWIFT {v} not reachable|correspondent bank {v} replied|BIC: {v}',
  'us-aba-routing':
    'routingNumber routing_number abaRoutingNumber bank.routing wire_routing achRouting aba RoutingTransitNumber rtn bankRoutingNo abaNo routingNo transitRoutingNumber fedwireRouting ; Wire via routing number {v}|ABA {v} settled|routing no. {v} invalid for ACH|bank ABA routing {v} on file',
  'bitcoin-address':
    'btcAddress wallet.address depositAddress payout_address toAddress value changeAddress destination receiveAddress cryptoWallet bitcoin target ; Withdrawal to {v} confirmed|mined to {v} yesterday|send BTC to {v} only|wallet {v} flagged',
  'ethereum-address':
    'walletAddress from to contract_address tokenContract depositAddr ethWallet recipientAddress value account owner spender ; Minted for {v} in block 12|swap from {v} failed|tokens sent to {v} now|ETH wallet {v} flagged',
  'us-ssn':
    'ssn socialSecurityNumber SSN__c taxpayer.ssn social_sec_num ssnFull employeeSSN applicant.ssn ss_num ssnNo social SocialSecurityNo subscriber_ssn borrowerSsn ; Applicant SSN {v} matched|social security no. {v} was refused|SSN: {v}|W-2 for {v} printed',
  'us-ein':
    'ein employerId federalTaxId fein businessEin company.ein tax_ein EIN__c employer_identification_number feinNumber federalTaxIdNumber irsEin einNumber ; EIN {v} on file|employer id number {v} matched|Federal tax ID {v}|EIN: {v}',
  'us-npi':
    'npi providerNpi billingProvider.npi NPI renderingProviderNPI physician.npi nationalProviderId referringNpi npiNo provider.identifier orderingProviderNpi npiNumber ; Referring NPI {v} accepted|provider NPI: {v}|claim by NPI {v} denied|NPI {v} deactivated',
  'us-medicare-id':
    'mbi medicareNumber beneficiary.mbi hicn medicare_beneficiary_id insured.medicareId MBI_ID subscriberId medicareNo medicare.id value memberIdentifier ; MBI {v} eligible|Medicare number {v} verified|coverage for {v} ended|medicare id: {v}',
  'uk-nino':
    'nino niNumber national_insurance_number NINO__c employee.nino natInsNo niNo insuranceNumber nationalInsuranceNo employeeNi payroll.ni_number value ; NI number {v} matched by HMRC|NINO: {v}|national insurance no. {v} missing digit|payroll {v} starter',
  'nhs-number':
    'nhsNumber NHSNo patient.nhs_number nhs nhs_num subject.nhsNumber NhsNumberVerified healthServiceId patient.identifier nhsId nhsNumberTraced NHS_NUMBER ; NHS number {v} traced|NHS No: {v}|referral for nhs number {v} sent|NHS {v} registered',
  'nl-bsn':
    'bsn burgerServiceNummer client.bsn sofinummer BSN bsnNr bsn_nummer verzekerde.bsn persoon.burgerservicenummer burger_service_nummer identificatie.bsn patientBsn ; BSN {v} is onbekend|burgerservicenummer: {v}|dossier van bsn {v}|cliënt met BSN {v} aangemeld',
  'pl-pesel':
    'pesel PESEL nrPesel numer_pesel osoba.pesel pacjent.pesel peselUbezpieczonego pesel_no identyfikator.pesel clientPesel peselNumber pesel_klienta ; PESEL {v} niepoprawny|pesel: {v}|pacjent {v} zapisany|klient nr PESEL {v} dodany',
  'se-personnummer':
    'personnummer personNummer pnr person.personnummer Personnr samordningsnummer personal_number svensktPnr customer.personalNumber personnr_sok civilRegistrationNumberSe pers_nr ; Personnummer {v} saknas|pnr: {v}|kund {v} skapad|personnr {v} verifierat',
  'no-fodselsnummer':
    'fnr fodselsnummer personnummer person.fnr fødselsnummer fodselsnr brukerFnr norskIdent dnummer nationalIdentityNumber fnrNummer soker.fodselsnummer ; Fnr {v} ikke funnet|fødselsnummer: {v}|bruker {v} opprettet|søker med fnr {v}',
  'dk-cpr':
    'cpr cprNummer cprnr borger.cpr CPRNumber personCpr cpr_no cprnummer danishCpr patient.cpr cprNo civilRegistrationNumber ; CPR {v} findes ikke|cpr-nr. {v} godkendt|borger med cpr {v}|CPR-nummer: {v}',
  'fi-hetu':
    'hetu henkilotunnus HETU asiakas.hetu henkilötunnus personalIdentityCode sotu potilas.hetu henkiloTunnus value hlotunnus ssn ; Hetu {v} puuttuu|henkilötunnus: {v}|asiakas {v} lisätty|potilas {v} siirretty',
  'de-steuer-id':
    'steuerId steuerIdNr idNr steuerliche_identifikationsnummer steueridentnr person.steuerId taxIdDe identifikationsnummer mitarbeiter.steuer_id steuerIdentNr tin_de SteuerID ; Steuer-ID {v} fehlt|IdNr. {v} gemeldet|Identifikationsnummer: {v}|ELSTER lehnt {v} ab',
  'es-dni-nie':
    'dni nie nif documento numDocumento titular.dni DNI_NIE documentoIdentidad nroDocumento identificacion value cliente.nif ; DNI {v} caducado|titular con NIF {v}|NIE: {v}|documento {v} recibido',
  'it-codice-fiscale':
    'codiceFiscale codFisc cf CF assistito.codiceFiscale cod_fiscale fiscalCodeIt contribuente.cf codicefiscale value cfIntestatario taxCode ; Codice fiscale {v} errato|CF: {v}|assistito {v} registrato|intestatario {v} verificato',
  'fr-nir':
    'nir numeroSecuriteSociale numSecu nss assure.nir numero_ss n_secu patient.nir immatriculationSecu NIR numSS securiteSocialeNumero ; NIR {v} inconnu|n° de sécurité sociale {v}|assuré {v} affilié|NSS: {v}',
  'be-national-number':
    'rijksregisternummer insz niss nationaalNummer numeroNational registre_national rrn_be INSZ patient.niss numeroRegistreNational ssin rijksregisterNr ; INSZ {v} onbekend|numéro national {v}|NISS: {v}|rijksregisternummer {v} ok',
  'pt-nif':
    'nif contribuinte numeroContribuinte NIF cliente.nif nifCliente numFiscal nipc nif_titular nrContribuinte fiscalIdPt numero_identificacao_fiscal ; NIF {v} inválido|contribuinte n.º {v}|cliente com NIF {v}|NIF: {v}',
  'ch-ahv':
    'ahvNr ahvNummer avsNumber noAVS versicherter.ahv navs ahv13 numeroAvs sozialversicherungsnr value ahvnr svn ; AHV {v} unbekannt|no AVS {v}|Versicherter {v} gemeldet|AHV-Nr: {v}',
  'br-cpf':
    'cpf CPF cpfCnpj cliente.cpf documento nrCpf cpfTitular numero_documento cpf_cliente pagador.cpf taxDocument cpfBeneficiario ; CPF {v} inválido|cpf: {v}|cliente {v} aprovado|titular do CPF {v}',
  'br-cnpj':
    'cnpj CNPJ empresa.cnpj cnpjEmitente numeroCnpj cpf_cnpj documentoEmpresa cnpjDestinatario emit.CNPJ cnpj_fornecedor estabelecimento.cnpj cnpjRaiz ; CNPJ {v} baixado|cnpj: {v}|empresa {v} ativa|emitente CNPJ {v}',
  'ar-cuit':
    'cuit cuil CUIT contribuyente.cuit cuitCuil nroCuit emisor.cuit cuit_cliente identificacionTributaria cuilTitular taxIdAr cuitProveedor ; CUIT {v} inactivo|cuil: {v}|factura a CUIT {v}|proveedor {v} aprobado',
  'cl-rut':
    'rut RUT run rutCliente cliente.rut rutEmisor rut_persona identificadorRut rutReceptor titular.run rutTitular nroRut ; RUT {v} bloqueado|rut: {v}|cliente {v} creado|boleta para RUT {v}',
  'mx-curp':
    'curp CURP alumno.curp claveUnica curpTitular datos.curp value clave_curp persona.curp curp_paciente identificador reference ; CURP {v} inválida|curp: {v}|alumno {v} inscrito|paciente {v} registrado',
  'ca-sin':
    'sin socialInsuranceNumber employee.sin SIN sinNumber canadaSin social_insurance_no nas numeroAssuranceSociale sin_no applicant.sin SINNumber ; SIN {v} verified|social insurance no. {v}|NAS {v} reçu|T4 for SIN {v}',
  'au-tfn':
    'tfn taxFileNumber employee.tfn TFN tax_file_no tfnNumber member.tfn taxFileNo tfnSupplied payee.tfn ausTfn tfn_value ; TFN {v} quoted|tax file number: {v}|member TFN {v} matched|payee tfn {v} missing',
  'au-abn':
    'abn ABN supplier.abn businessNumber abnNumber vendorAbn company_abn entity.abn australianBusinessNumber abn_no payeeAbn seller.abn ; ABN {v} cancelled|abn: {v}|invoice from ABN {v}|supplier {v} approved',
  'in-pan':
    'pan panNumber panNo PAN_Number customer.pan panCardNumber kyc.pan pan_card permanentAccountNo investorPan panIndia holder.panNo ; PAN {v} linked|PAN card no. {v}|pan number: {v}|KYC for PAN {v} done',
  'in-gstin':
    'gstin gstNumber GSTIN supplier.gstin gst_in billing.gst gstRegistrationNo recipientGstin ctin sgstin value vendorGstin ; GSTIN {v} suspended|gst no. {v}|supplier {v} filed|e-way bill for GSTIN {v}',
  aadhaar:
    'aadhaar aadhaarNo aadharNumber uid kyc.aadhaar AADHAAR_NUMBER uidaiId adhaar aadhaar_card customer.aadhaarNumber aadhaarId ekyc.uid ; Aadhaar {v} seeded|aadhaar no: {v}|UIDAI rejected {v}|customer aadhaar {v} linked',
  'sg-nric':
    'nric NRIC fin employee.nric uinfin nricFin nric_no partial.nric patientNric value uin nricNumber ; NRIC {v} sighted|nric: {v}|visitor {v} signed in|FIN {v} expired',
  'za-id':
    'idNumber saId rsaIdNumber identityNumber client.idNumber southAfricanId id_number sa_id_number IDNumber member.saIdNo zaIdentityNumber rsaId ; RSA ID {v} verified|SA ID number {v}|ID number: {v}|policyholder ID {v} matched',
  'kr-rrn':
    'rrn juminNumber residentRegistrationNumber jumin_no customer.rrn residentNo jumindeungrok 주민등록번호 rrnNo juminNo registration.rrn residentRegNo ; RRN {v} masked|주민등록번호 {v}|resident registration no. {v}|jumin {v} on form',
  'cn-resident-id':
    'idCard idCardNo shenfenzheng sfz 身份证号 user.idCardNumber certNo residentIdCard identityCardNo citizenId idcard_num id_no ; 身份证号 {v} 已验证|ID card no. {v} passed|real name check {v} ok|resident {v} registered',
  'tr-tckn':
    'tckn tcKimlikNo TCKN kimlikNo musteri.tckn tcNo vatandaslikNo tc_kimlik_numarasi hasta.tcKimlik kimlik_no identityNumberTr tcno ; TCKN {v} hatali|TC kimlik no: {v}|hasta {v} kaydedildi|kimlik no {v} bulunamadi',
  'jp-my-number':
    'myNumber kojinBango 個人番号 my_number individualNumber マイナンバー employee.myNumber mynumber_no kojin_number myNumberCard individual_no socialNumberJp ; マイナンバー {v} 登録済み|My Number {v} filed|個人番号 {v}|individual number {v} on form',
  imei: 'imei IMEI device.imei imei1 deviceImei imeiNo terminal.imei handset_imei imei2 imeiSv equipment.imei serial_imei ; IMEI {v} blacklisted|imei: {v}|handset {v} swapped|device IMEI {v} enrolled',
  imsi: 'imsi IMSI sim.imsi subscriberImsi imsiNo supi subscription.imsi imsi_value msImsi ueImsi line.imsi imsiNumber ; IMSI {v} detached|imsi: {v}|SIM {v} activated|subscriber {v} roamed',
  'mac-address':
    'mac macAddress bssid device.mac wifiMac HWAddr lladdr interfaces.*.mac eth0 ap_mac value clientMac ; Station {v} joined|DHCPACK to {v}|rogue AP {v} seen|mac {v} blocked',
  'advertising-id':
    'idfa gaid advertisingId aaid device.ifa idfv maid rdid advertising_id adId google_advertising_id device.adid ; IDFA {v} opted out|GAID {v} attributed|advertising id: {v}|install from IDFA {v}',
  vin: 'vin VIN vehicle.vin chassisNumber fahrgestellnummer vehicleIdentNo numeroChasis bastidor fin_vin numero_telaio value car.chassis ; VIN {v} recalled|chassis no. {v}|Fahrgestellnummer {v} geprüft|vehicle {v} serviced',
  password:
    'password passwd userPassword contrasena motDePasse wachtwoord kennwort senha credentials.password dbPassword tempPassword initialPassword newPwd adminPass login.passwort passphrase wifiPassword ftpPass ; Login with password {v} works|Ihr Passwort lautet {v} bitte|temp password: {v}|wifi password is {v} for guests',
  'access-token':
    'accessToken access_token refresh_token authToken oauth.token session.accessToken bearer tokenValue user_token apiToken sessionToken jwtOrToken auth.refreshToken x_auth_token ; using access token {v} now|token={v} leaked in URL|refresh token {v} revoked|Authorization: Bearer {v}',
  'api-secret':
    'apiKey client_secret apiSecret webhookSecret appSecret x_api_key consumerSecret sharedSecret signingKey secret credentials.secretKey app.clientSecret hmacSecret encryptionKey ; API key {v} expired|client secret: {v}|signing secret {v} rotated|apikey={v} in query',
  'session-id':
    'sessionId JSESSIONID session_id PHPSESSID sid sessionKey ASP_NET_SessionId session.id connect_sid sessId laravel_session userSession ; session id {v} expired|JSESSIONID={v} invalid|PHPSESSID: {v}|session {v} closed by admin',
  'basic-auth-url':
    'dsn databaseUrl connectionUrl repo webhook.url proxy DATABASE_URL callback feedUrl amqpUrl redisUrl endpoint ; could not reach {v} today|clone {v} failed|using {v} as upstream|connect {v} refused',
  jwt: 'idToken token access_token jwt assertion value client_assertion auth.bearer state idTokenHint credential payload ; decoded {v} ok|Bearer {v} rejected|token {v} expired|got {v} from IdP',
};
