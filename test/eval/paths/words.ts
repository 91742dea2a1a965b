function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Everyday nouns, many of them also usual in paths: real values are like that. */
export const NOUNS = words(`
anchor apple april archive arrow atlas autumn badge bamboo banner barrel basil battery beacon berry bicycle birch blanket
bottle branch breeze brick bridge bronze bucket button cabin camera candle canvas canyon carbon carpet castle cedar cellar
chair cherry circle citrus clover cobalt coffee comet compass copper coral cotton cradle crane crystal cushion daisy delta
desert diamond dolphin dragon drum eagle echo elm ember engine falcon feather fern fiber finch flame flannel flint flute
forest fountain fox garden garlic ginger glacier glove granite grape gravel guitar hammer harbor harvest hazel helmet heron
hickory hollow honey horizon ice indigo iris island ivory jacket jade jasmine jersey jungle juniper kettle kitchen lagoon
lamp lantern laptop lavender leaf lemon lighthouse lilac lime linen lion lotus magnet mango maple marble meadow melon mint
mirror mocha monsoon moss mountain mustard needle nettle north nutmeg oak oasis ocean olive onion opal orange orchard orchid
oregano otter oyster paddle palm panda paper parrot pasta peach pearl pebble pepper piano pillow pine planet plum pocket
polar poppy prairie prism pumpkin quartz quilt rabbit radio rain raven reef ribbon river robin rocket rose ruby saddle saffron
sage sail salmon sand sapphire satin scarf shadow shell silver sketch sky slate snow sparrow spice spring spruce square stone
storm stream summer summit sunset swan table tango teak temple thunder tiger timber topaz torch tower trail tulip turtle
umbrella valley vanilla velvet violet violin walnut water wave whale wheat willow window winter wolf wool yarn zebra zephyr
alpha basic beta black blue bold classic default demo draft featured fresh general global gold green grey internal large legacy
light local magic main modern new office offers outlet personal plus premium primary public red regional retail sales sample
school shared small social sport staff standard studio support team test travel white wholesale wild work young
action adventure art audio baby beauty books business camping comedy cooking crime dance drama education electronics family
fashion fiction finance fitness flowers food football furniture games gaming gifts golf health history home hotels jewelry
jobs kids lifestyle literature luggage makeup men movies music mystery nature news outdoor parenting pets photography poetry
politics recipes romance running sailing science shoes skiing soccer software sports stationery swimming tennis toys video
weather wedding wellness wine women yoga
`);

export const ADJECTIVES = words(`
amber bright calm clever cosy crisp daring deep early eager fancy gentle giant golden grand happy heavy hidden humble icy jolly
keen lively lucky mellow mighty misty modern narrow noble old orange pale plain proud quick quiet rapid rare round royal rustic
sharp shiny silent silver simple sleepy slim smooth soft solid spicy steady stormy striped sunny sweet swift tall tidy tiny
twin urban velvet vivid warm wide wild windy wise woven zesty
`);

export const GIVEN_NAMES = words(`
ada alan alice amir ana anton aya ben bianca carl carla chen clara dana dario diego dora edgar elena emil emma erik eva fatima
felix finn george gita greta hana hugo ida igor ines ivan jana jonas julia kai karin kofi lars lea leo lina luca maja marco
maria marta max mei mia milan mina nadia nico nina noah nora olga omar oscar otto paul pia priya ravi rosa ruth sami sara selma
sofia sven tara theo tim tomas uma vera victor wanda yara yuki yusuf zoe
`);

export const COMPANIES = words(`
acme altura amberline apexio argonaut arbor astra aurora bluefin borealis brightside cadence calypso cascade cobaltic corvus
crestline daylight deltaform dynamo eastgate elevate emberly evergreen fairwind firefly fjord foxglove frontier galena glide
greenfield halcyon harborview helios highland horizonix ironwood junipero keystone kinetic lakeside lumen maplewood meridian
metro mosaic northwind novalis oakridge octave orbital palisade paragon peakview pinecone pioneer polaris quantum quarry
redwood riverstone roadrunner sandstone seabright silverlake skyward solaris sparkle stonebridge summitly sunrise tanager
tidewater trellis umbra unity vantage vertex westbrook whitecap wildflower windmill yellowtail zenith zircon
`);

export const CITIES = words(`
amsterdam athens auckland barcelona bergen berlin boston brussels budapest chicago cologne copenhagen dallas denver dublin
edinburgh florence geneva hamburg helsinki istanbul kyoto lagos lima lisbon london lyon madrid malmo manchester melbourne milan
montreal munich nairobi nantes naples osaka oslo paris porto prague quito reykjavik riga rome rotterdam santiago seattle seoul
seville singapore sofia stockholm sydney tallinn tokyo toronto turin utrecht valencia vancouver venice vienna vilnius warsaw
zagreb zurich
`);

export const COUNTRIES = words(
  'us gb de fr it es nl be ch at se no dk fi pl cz pt ie gr hu ro bg hr sk si lt lv ee ca mx br ar cl co pe au nz jp kr cn in sg my th vn id ph za ng ke eg ma tr il ae sa ua is lu mt cy',
);
export const COUNTRIES_3 = words(
  'USA GBR DEU FRA ITA ESP NLD BEL CHE AUT SWE NOR DNK FIN POL CZE PRT IRL GRC HUN ROU CAN MEX BRA ARG CHL AUS NZL JPN KOR CHN IND SGP ZAF TUR',
);
export const CURRENCIES = words(
  'USD EUR GBP JPY CHF SEK NOK DKK PLN CZK HUF CAD AUD NZD MXN BRL INR CNY KRW SGD HKD ZAR TRY ILS THB',
);
export const LOCALES = words(
  'en_US en_GB en_CA en_AU de_DE de_AT de_CH fr_FR fr_CA fr_BE it_IT es_ES es_MX pt_PT pt_BR nl_NL nl_BE sv_SE nb_NO da_DK fi_FI pl_PL cs_CZ hu_HU ja_JP ko_KR zh_CN zh_TW tr_TR el_GR',
);
export const LANGUAGES = words(
  'en de fr it es pt nl sv no da fi pl cs hu ro bg hr sk sl lt lv et ja ko zh ru uk tr el ar he hi th vi id',
);
export const AIRPORTS = words(
  'ATL LAX ORD DFW DEN JFK SFO SEA LAS MCO EWR MIA PHX IAH BOS MSP DTW LHR LGW CDG ORY AMS FRA MUC BER ZRH VIE MAD BCN LIS DUB CPH ARN OSL HEL WAW PRG BUD ATH IST FCO MXP NRT HND KIX ICN PEK PVG HKG SIN BKK KUL SYD MEL AKL DXB DOH JNB CPT GRU EZE BOG MEX YYZ YVR',
);
export const ZONES = words(
  'Europe/Berlin Europe/Paris Europe/London Europe/Madrid Europe/Rome Europe/Oslo Europe/Warsaw America/New_York America/Chicago America/Denver America/Los_Angeles America/Toronto America/Sao_Paulo America/Mexico_City Asia/Tokyo Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Kolkata Asia/Dubai Australia/Sydney Pacific/Auckland Africa/Lagos Africa/Cairo UTC',
);
export const FILE_NAMES = words(
  'report invoice summary photo scan contract notes budget slides export backup readme index logo avatar draft minutes plan statement receipt transcript chapter poster',
);
export const EXTENSIONS = words('pdf docx xlsx png jpg csv txt zip mp4 json xml svg md');
export const PACKAGES = words(
  'apache2 bash busybox bzip2 cmake coreutils cups curl dbus dracut emacs expat ffmpeg findutils firefox flex fontconfig freetype2 gawk gcc gdb gettext git glib2 glibc gnupg gnutls grep grub2 gtk3 gzip haproxy iproute2 java-11-openjdk jq kernel-default krb5 less libpng16 libxml2 lua54 lvm2 make mariadb mc meson mesa nano ncurses nginx nodejs14 openldap2 openssh openssl pam pango perl php7 postgresql13 python38 qemu readline redis rpm rsync ruby2.7 rust samba sed sqlite3 squid sudo systemd tar tcl tcpdump tmux vim wget wireshark xz yast2 zlib zsh zypper',
);
