/** The words of the labels in Polish. */
import type { Words } from '../languages.ts';

export const pl: Words = {
  acronym: 'AI',
  name: 'Informacja o AI',
  short: {
    'ai-generated': 'Wygenerowano przez AI',
    'ai-modified': 'Zmieniono przez AI',
    synthetic: 'Elementy komputerowe',
  },
  long: {
    'ai-generated': {
      text: 'Ten tekst wygenerowano za pomocą sztucznej inteligencji (AI).',
      image: 'Ten obraz wygenerowano za pomocą sztucznej inteligencji (AI).',
      content: 'Tę treść wygenerowano za pomocą sztucznej inteligencji (AI).',
    },
    'ai-modified': {
      text: 'Ten tekst zmieniono za pomocą sztucznej inteligencji (AI).',
      image: 'Ten obraz zmieniono za pomocą sztucznej inteligencji (AI).',
      content: 'Tę treść zmieniono za pomocą sztucznej inteligencji (AI).',
    },
    synthetic: {
      text: 'Ten tekst zawiera elementy utworzone przez komputer.',
      image: 'Ten obraz zawiera elementy utworzone przez komputer.',
      content: 'Ta treść zawiera elementy utworzone przez komputer.',
    },
  },
  generated: ['generow'],
};
