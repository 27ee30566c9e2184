/**
 * The words by which facts are found in a record, and the words in which they are told. Written
 * by hand for this example: no sentence of the catalogue is in here, which is why a text made
 * with it is no product of the model that wrote the catalogue.
 */

/** What a product is, from the end of its name; the first row that matches counts. */
export const NOUNS: readonly {
  readonly pattern: RegExp;
  readonly noun: string;
  readonly isPlural: boolean;
  readonly use: string;
}[] = [
  ...rows(true, 'the trail', [
    'Trail Running Shoes',
    'Running Shoes',
    'Hiking Shoes',
    'Hiking Boots',
    'Trail Shoes',
    'Trekking Poles',
    'Hiking Poles',
  ]),
  ...rows(true, 'rock and wall', ['Climbing Shoes']),
  ...rows(true, 'a day on the board', ['Snowboard Boots']),
  ...rows(true, 'cold and wet days', ['Boots']),
  ...rows(true, 'the slopes', ['Ski Goggles', 'Goggles', 'All-Mountain Skis']),
  ...rows(true, 'ice and hard snow', ['Crampons']),
  ...rows(false, 'rock and wall', ['Climbing Harness', 'Harness', 'Climbing Rope', 'Chalk Bag']),
  ...rows(false, 'ice and hard snow', ['Ice Axe']),
  ...rows(false, 'the road and the trail', [
    'Bike Helmet',
    'Cycling Helmet',
    'Cycling Jersey',
    'Biking Computer',
  ]),
  ...rows(false, 'a weekend away', ['Duffle Bag', 'Duffel Bag', 'Dry Bag', 'Travel Backpack']),
  ...rows(false, 'a day out or a longer tour', ['Hiking Backpack', 'Daypack', 'Backpack']),
  ...rows(false, 'cold and wind', [
    'Insulated Jacket',
    'Down Jacket',
    'Softshell Jacket',
    'Outdoor Jacket',
    'Waterproof Jacket',
  ]),
  ...rows(false, 'finding the way', [
    'GPS Watch',
    'GPS Navigator',
    'Portable GPS',
    'Professional Compass',
  ]),
  ...rows(false, 'the slopes', ['Snowboard']),
  ...rows(false, 'nights outside', ['2-Person Tent', '3-Season Tent', 'Camping Tent', 'Headlamp']),
];

function rows(isPlural: boolean, use: string, names: readonly string[]) {
  return names.map((name) => ({
    pattern: new RegExp(`\\b${name}$`, 'i'),
    noun: name.toLowerCase().replace('gps', 'GPS').replace('duffle', 'duffel'),
    isPlural,
    use,
  }));
}

export const COLOURS: readonly string[] = [
  'forest green',
  'olive green',
  'steel-blue',
  'midnight blue',
  'navy blue',
  'charcoal gray',
  'black',
  'white',
  'red',
  'blue',
  'green',
  'orange',
  'yellow',
  'purple',
  'pink',
  'silver',
  'grey',
  'gray',
  'turquoise',
  'brown',
  'navy',
  'gunmetal',
  'camo',
];

type Words = readonly (readonly [pattern: RegExp, words: string])[];

export const QUALITIES: Words = [
  [/\bwaterproof\b/i, 'waterproof'],
  [/\bwater-resistant\b/i, 'water-resistant'],
  [/\bwindproof\b/i, 'windproof'],
  [/\bbreathable\b/i, 'breathable'],
  [/\blightweight\b/i, 'lightweight'],
  [/\binsulated\b/i, 'insulated'],
  [/\bcollapsible\b/i, 'collapsible'],
  [/\bquick-drying\b/i, 'quick-drying'],
  [/\btear-resistant\b/i, 'tear-resistant'],
  [/\bshock-absorbing\b/i, 'shock-absorbing'],
  [/\bflexible\b/i, 'flexible'],
];

export const STUFFS: Words = [
  [/\bripstop nylon\b/i, 'ripstop nylon'],
  [/\b(?<!ripstop )nylon\b/i, 'nylon'],
  [/\bleather\b/i, 'leather'],
  [/\bcarbon fiber\b/i, 'carbon fibre'],
  [/\bstainless steel\b/i, 'stainless steel'],
  [/\baluminum\b/i, 'aluminium'],
  [/\bgoose down\b/i, 'goose down'],
  [/\bPVC-coated\b/i, 'PVC-coated fabric'],
  [/\bmesh\b/i, 'mesh'],
  [/\bripstop fabric\b/i, 'ripstop fabric'],
];

export const PARTS: Words = [
  [/\brubber (?:sole|outsole)\b/i, 'a rubber sole'],
  [/\bpadded collar\b/i, 'a padded collar'],
  [/\bcushioned (?:in|mid)sole\b/i, 'a cushioned sole'],
  [/\breinforced toe cap\b/i, 'a reinforced toe cap'],
  [/\bleg loops\b/i, 'adjustable leg loops'],
  [/\bgear loops\b/i, 'gear loops'],
  [/\btie-in point/i, 'a reinforced tie-in point'],
  [/\bmultiple (?:internal |zippered )?pockets\b/i, 'several pockets'],
  [/\bmain compartment\b/i, 'a main compartment'],
  [/\bmultiple compartments\b/i, 'several compartments'],
  [/\blaptop sleeve\b/i, 'a laptop sleeve'],
  [/\bhydration\b/i, 'room for a hydration pack'],
  [/\bshoulder straps?\b/i, 'shoulder straps'],
  [/\bremovable hood\b|\bdetachable hood\b/i, 'a removable hood'],
  [/\badjustable hood\b/i, 'an adjustable hood'],
  [/\badjustable cuffs\b/i, 'adjustable cuffs'],
  [/\bUV protection\b/i, 'UV protection'],
  [/\banti-fog\b/i, 'anti-fog lenses'],
  [/\bfoam (?:lining|padding)\b/i, 'a foam lining'],
  [/\bventilation\b/i, 'ventilation'],
  [/\badjustable fit system\b|\bretention system\b/i, 'an adjustable fit'],
  [/\bvisor\b/i, 'a visor'],
  [/\bGPS\b/i, 'GPS'],
  [/\baltimeter\b/i, 'an altimeter'],
  [/\bbarometer\b/i, 'a barometer'],
  [/\bcompass\b/i, 'a compass'],
  [/\bsports? modes\b/i, 'several sport modes'],
  [/\btouchscreen\b/i, 'a touchscreen'],
  [/\bcork\b/i, 'cork handles'],
  [/\bcamber\b/i, 'a camber profile'],
  [/\bmedium[- ]flex\b/i, 'a medium flex'],
  [/\bsintered base\b/i, 'a sintered base'],
  [/\bwood core\b/i, 'a wood core'],
  [/\bbamboo core\b/i, 'a bamboo core'],
  [/\broll-top\b/i, 'a roll-top closure'],
  [/\bdrawstring\b/i, 'a drawstring closure'],
  [/\bwaist belt\b/i, 'a waist belt'],
  [/\blighting modes\b/i, 'several lighting modes'],
  [/\bkernmantle\b/i, 'a kernmantle construction'],
];
