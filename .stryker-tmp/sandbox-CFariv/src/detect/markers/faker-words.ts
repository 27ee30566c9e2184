/**
 * Word lists and sentences of @faker-js/faker, English locale: `commerce.product_name` and
 * `commerce.product_description` of 10.6.0 joined with those of 8.4.1, so that fixtures of
 * either are known. Faker is MIT licensed; its notice stands in THIRD-PARTY-NOTICES.md. A
 * test compares the lists with the installed package. The package itself is not needed.
 */
// @ts-nocheck


export const FAKER_ADJECTIVES: readonly string[] = words(
  'awesome bespoke electronic elegant ergonomic fantastic fresh frozen generic gorgeous',
  'handcrafted handmade incredible intelligent licensed luxurious modern oriental practical',
  'recycled refined rustic sleek small soft tasty unbranded',
);

/** Soft, fresh and frozen were materials until version 8. */
export const FAKER_MATERIALS: readonly string[] = words(
  'aluminum bamboo bronze ceramic concrete cotton gold granite marble metal plastic rubber silk',
  'steel wooden soft fresh frozen',
);

export const FAKER_NOUNS: readonly string[] = words(
  'bacon ball bike car chair cheese chicken chips computer fish gloves hat keyboard mouse pants',
  'pizza salad sausages shirt shoes soap table towels tuna',
);

/** Until version 8 a description was one of these. */
export const FAKER_DESCRIPTIONS: readonly string[] = [
  'Ergonomic executive chair upholstered in bonded black leather and PVC padded seat and back for all-day comfort and support',
  'The automobile layout consists of a front-engine design, with transaxle-type transmissions mounted at the rear of the engine and four wheel drive',
  'New ABC 13 9370, 13.3, 5th Gen CoreA5-8250U, 8GB RAM, 256GB SSD, power UHD Graphics, OS 10 Home, OS Office A & J 2016',
  'The slim & simple Maple Gaming Keyboard from Dev Byte comes with a sleek body and 7- Color RGB LED Back-lighting for smart functionality',
  'The Apollotech B340 is an affordable wireless mouse with reliable connectivity, 12 months battery life and modern design',
  'The Nagasaki Lander is the trademarked name of several series of Nagasaki sport bikes, that started with the 1984 ABC800J',
  'The Football Is Good For Training And Recreational Purposes',
  'Carbonite web goalkeeper gloves are ergonomically designed to give easy fit',
  "Boston's most advanced compression wear technology increases muscle oxygenation, stabilizes active muscles",
  'New range of formal shirts are designed keeping you in mind. With fits and styling that will make you stand apart',
  'The beautiful range of Apple Naturalé that has an exciting mix of natural ingredients. With the Goodness of 100% Natural Ingredients',
  'Andy shoes are designed to keeping in mind durability as well as trends, the most stylish range of shoes & sandals',
];

/** From version 9 on. `{noun}` is a word of {@link FAKER_NOUNS}, `{}` anything. */
export const FAKER_TEMPLATES: readonly string[] = [
  'Discover the {}-like agility of our {noun}, perfect for {} users',
  'Discover the {} new {noun} with an exciting mix of {} ingredients',
  'Ergonomic {noun} made with {} for all-day {} support',
  'Experience the {} brilliance of our {noun}, perfect for {} environments',
  'Featuring {}-enhanced technology, our {noun} offers unparalleled {} performance',
  'Innovative {noun} featuring {} technology and {} construction',
  'Introducing the {}-inspired {noun}, blending {} style with local craftsmanship',
  'New {} {noun} with ergonomic design for {} comfort',
  'New {noun} model with {} GB RAM, {} GB storage, and {} features',
  'Our {}-friendly {noun} ensures {} comfort for your pets',
  'Our {}-inspired {noun} brings a taste of luxury to your {} lifestyle',
  'Professional-grade {noun} perfect for {} training and recreational use',
  'Savor the {} essence in our {noun}, designed for {} culinary adventures',
  'Stylish {noun} designed to make you stand out with {} looks',
  'The sleek and {} {noun} comes with {} LED lighting for smart functionality',
  'The {} {noun} combines {} aesthetics with {}-based durability',
  'The {} {noun} offers reliable performance and {} design',
  'The {} {noun} is the latest in a series of {} products from {}',
  '{} {noun} designed with {} for {} performance',
  "{}'s most advanced {noun} technology increases {} capabilities",
];

function words(...lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}
