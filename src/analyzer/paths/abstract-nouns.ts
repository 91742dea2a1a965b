/**
 * Nouns that name parts, states and dealings of a system rather than the things that people keep in one. Singular; as
 * names of paths they are common, as values of slots rare.
 */
export const ABSTRACT_NOUNS: ReadonlySet<string> = new Set(
  `
  about access action allowlist analysis analytic announcement appeal approver arrival attempt attestation
  authentication authorisation authorization backlink backorder binding blacklist blocklist blueprint boundary
  broker bulletin bytes cache calculator caller capacity cashflow caveat checkpoint citation claimant classification
  clause closing codec collaborator command compensation complaint compliance composition concept connectivity
  consignment console constraint consumer consumption context contributor correction correspondence counter courier
  critique crossing crosswalk custodian custom customs cutoff deadline declaration decommission deduplication defect
  delegate delegation demographic denylist departure dependency derivative description descriptor destination
  detection developer deviation diagnostic dictionary directive disbursement disclosure discovery discussion
  disruption distribution dividend division duplicate duration earning effect eligibility emission encryption
  endorsement energy enquiry enrichment enum equipment equity evaluation evidence exception exclusion
  execution executor exemption expectation experience expiration expiry exporter exposure expression extract
  extraction facet facility factor fare favourite federation feedback filing finding fingerprint firmware fixture
  flow following footer forwarding fragment franchise frequency fulfillment fulfilment fund funding gauge geofence
  geolocation glossary governance graph greeting guarantee guide guideline handler handover hearing hint holding
  homepage household hyperlink identification identifier idp impact implementation importer improvement inbound
  incentive indicator industry inflation ingest ingestion initiative inquiry insight inspection instruction
  instrument intake integrity intent interaction interface intermediary interval introduction investigation
  investment investor invitation issuer itinerary jurisdiction justification keypair landmark latency launch leader
  lease legal legend legislation lender liability lien lifecycle lineage liquidity listener litigation loader lobby
  locality logbook logistics maintenance maker mapper market marketplace mask master matcher maturity mechanic
  mediation membership memorandum merchandise messaging methodology microsite migration mission mode moderator
  modification moment monitor morphology motion movement multiplier narrative nationality negotiation neighbor
  neighbour newsfeed nominee notary notice obligation occupancy occurrence onboarding opening optimization
  orchestration origin outage outbound outcome output override ownership pageview pair palette partition
  partnership passcode passkey passport path pattern payable paywall peer percentile performance period permit
  persona perspective phase phonebook picker picklist placeholder plot pool popup portfolio power precedent
  prerequisite presence presentation presenter pressure prestige preventive primary primitive priority privacy
  private processor procurement producer production profession proficiency profit program programme progress
  protocol prototype provenance provisioning publication publishing purpose qualification quality quantity
  quarantine quorum range ranking reader readme readout receivable recommendation reconciliation recurrence
  redemption redirection reference refinement regulation regulator reinsurance relation relationship reliability
  remark remedy reminder remittance renewal repair replacement replication reporter representative requirement
  requisition resale rescue research residence resolution resolver resourcepool restriction retailer retention
  reversal revision revocation risk roster routine royalty ruling runner runtime safety sampling sanction sandbox
  scanner scenario scene scheduler scheme scholarship scoring script seal securities security selection sensitivity
  sequence showcase showroom sibling signal signatory simulation simulator sink situation skill solution spec
  specification speed sponsor sponsorship spread stack staffing stakeholder standard standing stay stopword
  storefront strategy streak string structure subaccount subdomain submitter subset substance substitute suggestion
  suite supervisor supplement support suspension symptom synonym synthesis tab talent target tariff taxonomy
  telemetry tenancy term terms territory testimonial theater therapy threat threshold throttle throughput thumb
  timecard timeframe timeseries timetable title topology tour tracer trading traffic trait transcription
  transformation transit transmission transport traveler traveller treatment trial tutorial typeface
  underwriting upgrade utility utilization vaccine validator validity valuation variable variance variation velocity
  verdict vertical viewer violation virtualization visibility vital voice voting voyage waiver walkthrough wallboard
  warranty watchlist waveform waypoint webcam webinar whiteboard whitelist witness workbook workload workout
  worksheet yield zoning
`
    .trim()
    .split(/\s+/),
);
