/** The word lists against the package that they are taken from, and against what it makes. */
import { en, Faker } from '@faker-js/faker';
import { createDetector, MARKERS } from 'contentmark/detect';
import { describe, expect, it } from 'vitest';
import { FAKER_TEMPLATES } from '../../src/detect/markers/faker-words.ts';

const faker = new Faker({ locale: en, seed: 42 });
const detector = createDetector();
const found = (data: unknown) => detector(data).findings.map(({ id }) => id);

describe('@faker-js/faker as it is installed', () => {
  it('has no product word that the lists lack', () => {
    const rule = MARKERS.find(({ id }) => id === 'faker.product-name')?.rule;
    if (rule?.kind !== 'triple') throw new Error('no triple');
    const { adjective, material, product } = en.commerce?.product_name ?? {};
    for (const [at, words] of [adjective, material, product].entries()) {
      expect(words?.length).toBeGreaterThan(10);
      const lower = words?.map((word) => word.toLowerCase());
      expect(rule.lists[at]).toEqual(expect.arrayContaining(lower ?? []));
    }
  });

  it('has no description template that the list lacks', () => {
    const templates = en.commerce?.product_description?.map((template) =>
      template
        .replace('{{commerce.product}}', '{noun}')
        .replace(/\{\{[^}]*\{[^}]*\}[^}]*\}\}|\{\{[^}]*\}\}/g, '{}'),
    );
    expect([...FAKER_TEMPLATES].sort()).toEqual([...(templates ?? [])].sort());
  });

  it('makes product names that are found, a thousand of a thousand', () => {
    for (let i = 0; i < 1000; i++) {
      expect(found({ title: faker.commerce.productName() })).toContain('faker.product-name');
    }
  });

  it('makes descriptions that are found, a thousand of a thousand', () => {
    const missed: string[] = [];
    for (let i = 0; i < 1000; i++) {
      const description = faker.commerce.productDescription();
      if (!found({ description }).includes('faker.description-template')) missed.push(description);
    }
    expect(missed).toEqual([]);
  });

  it('makes image and avatar addresses that are found', () => {
    const makers = [
      () => faker.image.url(),
      () => faker.image.urlPicsumPhotos(),
      () => faker.image.avatarGitHub(),
      () => faker.image.personPortrait(),
    ];
    for (const make of makers) {
      for (let i = 0; i < 50; i++) {
        const markers = found({ image: { src: make() } });
        expect(markers.some((marker) => marker.startsWith('faker.'))).toBe(true);
      }
    }
  });

  it('makes example addresses that are found', () => {
    for (let i = 0; i < 100; i++) {
      expect(found({ email: faker.internet.exampleEmail() })).toContain('domain.example');
    }
  });

  it('makes filler that is found', () => {
    const text = faker.lorem.paragraphs(40);
    // faker.lorem mixes Latin words, so the fixed phrases may lack; the rare words do not.
    const hasWord = /\b(?:consectetur|praesent|vestibulum)\b/i.test(text);
    expect(found({ description: text }).includes('filler.latin-word')).toBe(hasWord);
  });
});
