const COLOURS =
  'amber azure beige bronze cobalt copper coral cream crimson ebony emerald fawn gold green grey hazel indigo ivory jade khaki lemon lilac lime maroon mauve mint ochre olive onyx opal orange pearl peach pink plum red rose ruby rust saffron sage salmon sand sapphire scarlet sepia silver slate snow steel tan tawny teal topaz umber vanilla violet wheat white wine yellow zinc ash'.split(
    ' ',
  );
const ANIMALS =
  'adder alpaca ant badger bat bear beaver bison boar bream buzzard camel carp cat cobra condor cow crab crane crow deer dingo dove duck eagle eel egret elk falcon ferret finch fox frog gecko goat goose gull hare hawk heron horse ibex ibis jackal jay kite koala lark lemur lion llama lynx magpie marten mole moose moth mouse newt otter owl panda'.split(
    ' ',
  );

/**
 * A name by which a reader can tell actors apart. It carries some twenty bits of a mix of the keyed hash: far too few
 * to be the hash, enough for one report.
 */
export function pseudonymOf(hash: number): string {
  let mixed = (hash % 0x100000000) ^ Math.floor(hash / 0x100000000);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed = (mixed ^ (mixed >>> 16)) >>> 0;
  const colour = COLOURS[mixed % COLOURS.length] ?? 'grey';
  const animal = ANIMALS[Math.floor(mixed / 64) % ANIMALS.length] ?? 'mole';
  return `${colour}-${animal}-${Math.floor(mixed / 4096) % 100}`;
}
