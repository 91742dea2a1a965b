/**
 * Words by which people and forms name the traits of Article 9 GDPR, in small letters: religions of the world's censuses,
 * groups of the ethnicity questions of the ONS, the US Census Bureau and Statistics Canada, orientations, political
 * families. Most of them mean other things as well, so they count only under keys and behind words that hint at a trait.
 */
export type Theme = 'faith' | 'ethnic' | 'orientation' | 'politics' | 'union';

const FAITH =
  'catholic catholicism protestant christian christianity orthodox lutheran evangelical anglican episcopalian methodist ' +
  'baptist presbyterian pentecostal quaker mormon adventist calvinist mennonite amish unitarian congregationalist ' +
  'jehovah muslim moslem islam islamic sunni shia shiite sufi ahmadi ismaili jewish jew judaism hindu hinduism buddhist ' +
  'buddhism sikh sikhism jain jainism taoist taoism daoist shinto shintoist confucian zoroastrian parsi bahai ' +
  'rastafarian pagan wiccan druze yazidi druid atheist atheism agnostic humanist animist spiritualist nonreligious ' +
  'irreligious spiritual ' +
  'katholisch evangelisch protestantisch muslimisch islamisch jüdisch hinduistisch buddhistisch orthodoxe konfessionslos ' +
  'freikirchlich neuapostolisch atheistisch catholique protestante musulman musulmane juif juive bouddhiste hindoue ' +
  'chrétien chrétienne athée agnostique orthodoxes católico católica catolico catolica musulmán musulmana judío judía ' +
  'budista cristiano cristiana ateo atea evangélico evangélica agnóstico cattolico cattolica musulmano ebreo ebrea ' +
  'ebraica islamica ortodosso buddista agnostico muçulmano judeu cristão espírita umbanda candomblé katholiek ' +
  'protestants moslim joods boeddhist hindoe katolik muzułmanin prawosławny katolsk kristen muslimsk jødisk müslüman';

const ETHNIC =
  'asian african caribbean hispanic latino latina latinx black white caucasian arab berber roma romani romany gypsy ' +
  'traveller sinti sami inuit maori māori aboriginal indigenous native polynesian melanesian micronesian islander ' +
  'hawaiian métis metis kurdish kurd han uyghur hmong tamil yoruba igbo hausa zulu xhosa bengali punjabi gujarati ' +
  'chinese japanese korean vietnamese filipino indian pakistani bangladeshi nepali persian turkish slavic ashkenazi ' +
  'sephardic jewish mestizo mulatto creole eurasian biracial multiracial mixed eastern european amerindian ' +
  'branca branco preta preto parda pardo amarela indígena mestizo mestiza afrodescendiente blanco blanca negro negra';

const ORIENTATION =
  'gay lesbian bisexual heterosexual homosexual pansexual asexual demisexual queer straight heterosexuell homosexuell ' +
  'bisexuell schwul lesbisch hétérosexuel hétérosexuelle homosexuel homosexuelle bisexuel bisexuelle lesbienne ' +
  'eterosessuale omosessuale bisessuale lesbica heteroseksueel homoseksueel biseksueel bissexual heterossexual ' +
  'homossexual lésbica lesbiana hetero';

const POLITICS =
  'democrat democratic republican labour conservative liberal green greens socialist communist libertarian centrist ' +
  'progressive nationalist populist monarchist independent marxist anarchist fascist tory unionist federalist leftist ' +
  'conservador conservadora socialista comunista liberale conservatore conservateur socialiste communiste écologiste ' +
  'sozialdemokrat christdemokrat grüne linke cdu csu spd fdp afd psoe';

const UNION =
  'unison gmb teamsters seiu usdaw metall verdi cgt cgil cisl uil ugt cfdt solidarity solidarność obreras unite neu aft ' +
  'afscme usw uaw cwa afl cio nautilus aslef rmt pcs nea ufcw equity';

/** Words beside those: they say nothing alone. */
const BESIDE =
  'roman greek russian coptic reform reformed sunni church of england latter day saints witness witnesses seventh free ' +
  'british english irish scottish welsh american canadian german french spanish north south east west central middle ' +
  'southern northern and or other non not pacific alaska social christian liberal left right far wing the union party ' +
  'national international new people peoples first nations sub saharan afro anglo background heritage descent ' +
  'römisch griechisch ig comisiones';

const WORDS: Readonly<Record<Theme, ReadonlySet<string>>> = {
  faith: setOf(FAITH),
  ethnic: setOf(ETHNIC),
  orientation: setOf(ORIENTATION),
  politics: setOf(POLITICS),
  union: setOf(UNION),
};
const WINGS: ReadonlySet<string> = new Set([
  'left wing',
  'right wing',
  'far left',
  'far right',
  'centre left',
]);
const BESIDES: ReadonlySet<string> = setOf(BESIDE);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

const LONGEST_TRAIT = 60;
const MOST_WORDS = 7;

/** Whether a text is nothing but the name of a trait of one of the themes: `White British`, `Liberal Democrat`. */
export function namesTrait(text: string, themes: readonly Theme[]): boolean {
  if (text.length > LONGEST_TRAIT) return false;
  const words = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  return themes.some((theme) => isOfTheme(words, theme));
}

function isOfTheme(words: readonly string[], theme: Theme): boolean {
  const known = WORDS[theme];
  if (theme === 'politics' && WINGS.has(words.join(' '))) return true;
  return words.some((word) => known.has(word)) && words.every((word) => known.has(word) || BESIDES.has(word));
}
