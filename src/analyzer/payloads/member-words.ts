/**
 * Further words of closed lists, by what APIs list: ways of delivery, orders of results, channels, plans, steps of
 * orders, payments, applications and tests, conditions, colours, materials, vehicles, weather, directions, units, forms
 * of accounts. Nothing that is a name and nothing else, and no places.
 */
export const MORE_MEMBER_WORDS: ReadonlySet<string> = new Set(
  (
    'absolute acute added adhoc administrator affiliate afternoon agency air allocated alphabetical aluminium ' +
    'aluminum ampere apartment applepay approver assisted auditor automatic autonomous autumn away backordered ' +
    'backward bag ban bancontact banned battery beige best bet between bicycle bike biomass biweekly black blik ' +
    'blocker boat brass breakfast broken broker brokerage brown brunch bus busy buy calibrating car centimetre ' +
    'centre ceramic changed chargeback charging charity chat cheapest checkbox checking chronic circular clear ' +
    'clicked closing cloudy coach coal collect complained condo connecting contacted contains continental ' +
    'continuous contractor contributor copper corporate cotton couple courier crate crypto curbside cyan cycling ' +
    'deep defective deferred delivering deposit depot dessert diagonal diesel dinner direct discharging ' +
    'disconnecting discontinued dislike dispute diverse divorced domestic doorstep drafted draw drink driving ' +
    'drizzle drone drop dropdown dropoff dunning duplicate duty early education elective electric emergency ' +
    'endswith engaged eps equals evening exclusive exists expedite expiring fall faulty ferry flaky floating ' +
    'foggy follow foot fortnightly freelance freight fulltime gallon garage gas gasoline geothermal giftcard ' +
    'giropay glass glutenfree googlepay government graduated gram gray greater grey guarantor hail halal handling ' +
    'hazardous helicopter hertz higher highest hired hobby horizontal house hybrid hydro hydrogen ideal inch ' +
    'inclusive incomplete inconclusive incorrect indigo industrial infant inner inpatient inperson installment ' +
    'instalment instock intern international interviewing intransit invoiced iron joined joint junior kelvin kick ' +
    'kilowatt kiosk klarna kosher lactosefree land landlord landscape late leaking leather leave less letter like ' +
    'linen lite liter litre locker lorry lottery lower lowest lowstock lunch magenta markdown marketplace matches ' +
    'meeting merge metal meter metre metro midnight milliliter millilitre mint minutely mismatch moderator ' +
    'morning mortgage motorcycle moved moving multicity multicolor multiselect mute narrow navy nearest negative ' +
    'negotiation neighbor neighbour neutral newest nextday night nonprofit noon northeast northwest nuclear ' +
    'nurturing ocean offboarding offered oldest onboarding oneoff oneway onsite opening organic ounce outer ' +
    'outofstock outpatient oval overcast overdraft overheating oversized pallet panic paper parcel parking ' +
    'parttime pascal pass penalty pension perishable petrol pickup pink plane plastic plus popularity portrait ' +
    'positive pound preorder probation proposal prospect purple qualified quarantined quiz radio raffle rail ' +
    'rainy reachable rebate recalled receiving rectangular reduced refrigerated refurbished regional relevance ' +
    'remitted rename renamed reseller restocked resubmitted retail retracted returning reverse reviewed road ' +
    'robotic routine same sameday saver savings scooter scrapped screening sea seasonal semi semiannual ' +
    'semiannually sending senior separated shallow shortlisted silent silk skipped sleeping sms snack snowy ' +
    'sofort solar soldout sole solo some southeast southwest spot spreadsheet spring square startswith startup ' +
    'steel stone stormy studio subway summer sunny supervisor surcharge survey swish tall taxi teal teen textarea ' +
    'thick thin thunderstorm tiered tiny toddler tonne trader tram transit trending triangular trip trivial truck ' +
    'tsv tube turquoise twint unallocated unblock uncaptured undeliverable undersized undisclosed unfollow ' +
    'unlimited unlink unqualified unreachable unsubscribed unwanted van vegan vegetarian verbose vertical villa ' +
    'violet voice volt voucher walk walkin walking watt weekday weekend white wide widget widowed wind windy ' +
    'winter won wood wool worldwide worn writeoff wrong yaml yard youth zero'
  ).split(' '),
);
