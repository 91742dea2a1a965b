/** Word lists of the check half, each joined for `any:` and `enum:`; none of them stands in the development half. */

export const SPECIES =
  'otter|lynx|heron|badger|kestrel|wolverine|marmot|ibex|chamois|osprey|puffin|gannet|bittern|dormouse|hedgehog|stoat|polecat|pine-marten|red-squirrel|roe-deer|fallow-deer|wild-boar|grey-seal|harbour-porpoise|barn-owl|tawny-owl|curlew|lapwing|skylark|nightjar|adder|slow-worm|natterjack|great-crested-newt|salmon|sturgeon|pike|perch|tench|eel|stag-beetle|swallowtail|hornet|bumblebee|cricket|dragonfly|mayfly|crayfish|lobster|mussel';

export const GIVEN =
  'amara|bjorn|chiara|dmitri|esme|farid|greta|hiro|imani|joao|katya|lars|mei|nadia|oscar|priya|quentin|rosa|sven|tariq|uma|viggo|wanda|xenia|yusuf|zofia|summer|hunter|grace|mason|faith|penny|rusty|sunny|admiral|baker';

export const PLACES =
  'aarhus|bergen|cork|dresden|evora|faro|ghent|haarlem|izmir|jena|kaunas|lugano|malmo|nantes|odense|porto|quimper|riga|split|turku|utrecht|varna|wroclaw|york|zadar|braga|tartu|lodz|graz|bilbao|siena|cadiz';

export const TOPICS =
  'climate|housing|elections|football|energy|schools|railways|budget|festival|wildfire|vaccines|cinema|chess|gardening|astronomy|archaeology|inflation|harvest|migration|cycling|opera|robotics|fishing|heritage|poverty|tourism|drought|strikes|pensions|nutrition';

export const VERBS_OF_NEWS =
  'returns|falls|rises|wins|closes|opens|delays|warns|votes|moves|breaks|saves|meets|leaves|faces|plans';

export const OBJECTS =
  'lantern|saddle|trowel|kettle|anvil|compass|hammock|bellows|chisel|funnel|spindle|ladder|bucket|mallet|thimble|pulley|whistle|satchel|lectern|tripod|goggles|apron|easel|pestle';

export const MATERIALS =
  'oak|brass|linen|cork|slate|wool|bamboo|enamel|pewter|leather|birch|walnut|copper|canvas|marble|rattan';

export const LEMMAS =
  'abide|brittle|candid|dwindle|eager|fathom|gather|hollow|idle|jostle|kindle|linger|meadow|nimble|opaque|ponder|quaint|ramble|savour|tangle|usher|vivid|wander|yearn|zealous|search|random|latest|house|light|water|bread|stone|river|table|window|silent|gentle|bitter|narrow';
