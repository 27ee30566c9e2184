/** What is to be written: the facts of twelve products, as a product information system has them. */

/** One product that wants a text. */
export interface Task {
  /** Lower case, digits and hyphens: the product's handle, and the subject of its mark. */
  readonly handle: string;
  /** What a generator is sent. It stays in the workspace: no mark and no shop ever sees it. */
  readonly prompt: string;
}

type Row = readonly [
  handle: string,
  name: string,
  what: string,
  use: string,
  material: string,
  weight: string,
  features: string,
];

const PRODUCTS: readonly Row[] = [
  [
    'trail-boot',
    'Trail Boot',
    'a hiking boot',
    'wet paths',
    'waxed leather',
    '540 g',
    'Sealed seams; Rubber toe cap; Can be resoled',
  ],
  [
    'ridge-jacket',
    'Ridge Jacket',
    'a rain jacket',
    'long days in the rain',
    'recycled nylon',
    '310 g',
    'Two-way zip; Hood that fits over a helmet',
  ],
  [
    'dawn-pack-45',
    'Dawn Pack 45',
    'a 45-litre backpack',
    'two nights out',
    'ripstop nylon',
    '1.2 kg',
    'Rain cover; Opens at the front; Pocket for a bottle',
  ],
  [
    'basin-tent',
    'Basin Tent',
    'a tent for two',
    'three seasons',
    'silicone-coated nylon',
    '1.9 kg',
    'Two doors; Stands without pegs',
  ],
  [
    'kettle-stove',
    'Kettle Stove',
    'a gas stove',
    'a kettle & two cups',
    'aluminium',
    '95 g',
    'Folds to the size of a fist; Boils half a litre in 4 minutes',
  ],
  [
    'summit-harness',
    'Summit Harness',
    'a climbing harness',
    'sport routes',
    'polyester webbing',
    '390 g',
    'Four gear loops; Adjustable leg loops',
  ],
  [
    'north-down-bag',
    'North Down Bag',
    'a sleeping bag',
    'nights down to -5 °C',
    'goose down',
    '980 g',
    'Collar against draughts; Zip on either side',
  ],
  [
    'scree-poles',
    'Scree Poles',
    'a pair of trekking poles',
    'steep descents',
    'carbon fibre',
    '420 g',
    'Cork grips; Fold into three',
  ],
  [
    'lake-towel',
    'Lake Towel',
    'a travel towel',
    'a swim on the way',
    'bamboo viscose',
    '160 g',
    'Dry in an hour; Loop to hang it',
  ],
  [
    'beacon-lamp',
    'Beacon Lamp',
    'a head lamp',
    'the last hour of a tour',
    'polycarbonate',
    '78 g',
    '400 lumens; Red light; Charges by USB-C',
  ],
  [
    'glacier-glasses',
    'Glacier Glasses',
    'sunglasses',
    'snow and ice',
    'bio-based nylon',
    '31 g',
    'Category 4 lenses; Side shields come off',
  ],
  [
    'camp-mug',
    'Camp Mug',
    'a mug',
    'coffee outdoors',
    'enamelled steel',
    '110 g',
    'Holds 350 ml; Goes into the dishwasher',
  ],
];

/** The tasks, in their order. */
export const TASKS: readonly Task[] = PRODUCTS.map(([handle, ...facts]) => ({
  handle,
  prompt: [
    'Write the page of a product for an outdoor shop. Use these facts and no others:',
    ...['name', 'what', 'use', 'material', 'weight', 'features'].map(
      (name, index) => `- ${name}: ${facts[index]}`,
    ),
    'Plain text, no markup. First a line with the title, at most 80 characters. Then paragraphs,',
    'each after an empty line; a paragraph may be a list whose lines begin with "- ".',
  ].join('\n'),
}));
