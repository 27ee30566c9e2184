/** Markers of fake data generators: their image hosts, product names, descriptions. */

import {
  FAKER_ADJECTIVES,
  FAKER_DESCRIPTIONS,
  FAKER_MATERIALS,
  FAKER_NOUNS,
  FAKER_TEMPLATES,
} from './faker-words.ts';
import type { Marker } from './marker.ts';

const FAKER = 'https://github.com/faker-js/faker';

export const FAKERS: readonly Marker[] = [
  {
    id: 'faker.image-host',
    class: 'faker',
    what: 'hosts that serve random or placeholder images',
    rule: {
      kind: 'domain',
      domains: [
        'loremflickr.com',
        'picsum.photos',
        'placehold.co',
        'placeholder.com',
        'dummyimage.com',
        'placeimg.com',
        'placekitten.com',
        'fakeimg.pl',
        'lorempixel.com',
        'placehold.it',
        'placebear.com',
        'placebeard.it',
        'placedog.net',
        'fillmurray.com',
        'pravatar.cc',
        'uifaces.co',
        'randomuser.me',
        'dummyjson.com',
        'fakestoreapi.com',
        'escuelajs.co',
        'jsonplaceholder.typicode.com',
      ],
    },
    severity: { image: 'block', url: 'block', text: 'warn' },
    sources: [
      `${FAKER}/blob/v10.6.0/src/modules/image/module.ts`,
      `${FAKER}/blob/v7.6.0/src/modules/image/index.ts`,
      `${FAKER}/blob/v5.5.3/lib/image_providers/lorempixel.js`,
      'https://github.com/fzaninotto/Faker/blob/v1.9.2/src/Faker/Provider/Image.php',
      'https://pravatar.cc/',
      'https://randomuser.me/',
      'https://dummyjson.com/docs/products',
      'https://fakestoreapi.com/docs',
      'https://placehold.co/',
      'https://dummyimage.com/',
    ],
    falsePositives: 'An article that links to one of these services.',
    found: { image: { src: 'https://fastly.picsum.photos/id/237/640/480.jpg' } },
    clean: { image: { src: 'https://cdn.shop-of-jo.eu/picsum.photos/237.jpg' } },
  },
  {
    id: 'faker.portrait',
    class: 'faker',
    what: 'portraits that faker hands out as avatars',
    rule: {
      kind: 'location',
      locations: [
        'avatars.githubusercontent.com/u/',
        'cdn.jsdelivr.net/gh/faker-js/assets-person-portrait/',
        's3.amazonaws.com/uifaces/',
        'cloudflare-ipfs.com/ipfs/qmd3w5duhghirlhgvixi6v76lhckzuz6pnft5ajbiyvhye/',
        'reqres.in/img/',
      ],
    },
    severity: { image: 'block', url: 'block', text: 'warn' },
    sources: [
      `${FAKER}/blob/v10.6.0/src/modules/image/module.ts`,
      `${FAKER}/blob/v8.4.1/src/modules/internet/index.ts`,
      `${FAKER}/blob/v5.5.3/lib/internet.js`,
      'https://reqres.in/',
    ],
    falsePositives:
      'A shop whose customers sign in with GitHub shows their avatars: such a shop sets this row to warn.',
    found: { avatar_url: 'https://avatars.githubusercontent.com/u/9919' },
    clean: { avatar_url: 'https://avatars.githubusercontent.com/in/9919' },
  },
  {
    id: 'faker.product-name',
    class: 'faker',
    what: 'adjective, material and product of faker’s English lists, in that order',
    rule: { kind: 'triple', lists: [FAKER_ADJECTIVES, FAKER_MATERIALS, FAKER_NOUNS] },
    severity: { name: 'warn' },
    sources: [
      `${FAKER}/blob/v10.6.0/src/locales/en/commerce/product_name.ts (MIT)`,
      `${FAKER}/blob/v7.6.0/src/locales/en/commerce/product_name.ts (MIT)`,
    ],
    falsePositives:
      'Plain names: "Soft Cotton Towels" can be real, so it is a warning only. Two of the three lists are no finding: "Rustic Wooden Home Decor" stands in a real catalogue.',
    found: { title: 'Handcrafted Granite Sausages' },
    clean: { title: 'Rustic Wooden Home Decor' },
  },
  {
    id: 'faker.description',
    class: 'faker',
    what: 'the fixed product descriptions of faker 4 to 8',
    rule: { kind: 'phrase', phrases: FAKER_DESCRIPTIONS },
    severity: { text: 'block', name: 'block' },
    sources: [`${FAKER}/blob/v8.4.1/src/locales/en/commerce/product_description.ts (MIT)`],
    falsePositives: 'None known: each is a whole sentence.',
    found: { description: 'The Football Is Good For Training And Recreational Purposes' },
    clean: { description: 'The football is good for training and for children.' },
  },
  {
    id: 'faker.description-template',
    class: 'faker',
    what: 'the description templates of faker 9 and 10, with a product of its list',
    rule: { kind: 'template', templates: FAKER_TEMPLATES, nouns: FAKER_NOUNS },
    severity: { text: 'warn', name: 'warn' },
    sources: [`${FAKER}/blob/v10.6.0/src/locales/en/commerce/product_description.ts (MIT)`],
    falsePositives:
      'A person may write "Stylish Hat designed to make you stand out with bold looks".',
    found: { description: 'Our otter-friendly Chips ensures misguided comfort for your pets' },
    clean: { description: 'Our otter-friendly shampoo ensures real comfort for your pets' },
  },
];
