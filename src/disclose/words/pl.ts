/** The words of the labels in Polish. */
import type { Words } from './languages.ts';

export const words: Words = {
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
  check: {
    busy: 'Sprawdzanie…',
    verified: 'Oznaczenie odpowiada temu, co tu widać. Podpisano przez:',
    rejected: 'Oznaczenie nie odpowiada temu, co tu widać.',
    absent: 'Ta treść nie ma oznaczenia.',
    failed: 'Ta przeglądarka nie mogła sprawdzić oznaczenia.',
    note: 'Tylko do informacji: sprawdzenie odbyło się w przeglądarce, kodem z tej strony. Nie zastępuje sprawdzenia przez sklep.',
  },
};
