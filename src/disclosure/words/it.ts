/** The words of the labels in Italian. */
import type { Words } from '../languages.ts';

export const it: Words = {
  acronym: 'IA',
  name: 'Avviso IA',
  short: {
    'ai-generated': 'Generato con IA',
    'ai-modified': 'Modificato con IA',
    synthetic: 'Elementi creati al computer',
  },
  long: {
    'ai-generated': {
      text: 'Questo testo è stato generato con l’intelligenza artificiale (IA).',
      image: 'Questa immagine è stata generata con l’intelligenza artificiale (IA).',
      content: 'Questo contenuto è stato generato con l’intelligenza artificiale (IA).',
    },
    'ai-modified': {
      text: 'Questo testo è stato modificato con l’intelligenza artificiale (IA).',
      image: 'Questa immagine è stata modificata con l’intelligenza artificiale (IA).',
      content: 'Questo contenuto è stato modificato con l’intelligenza artificiale (IA).',
    },
    synthetic: {
      text: 'Questo testo contiene elementi creati al computer.',
      image: 'Questa immagine contiene elementi creati al computer.',
      content: 'Questo contenuto contiene elementi creati al computer.',
    },
  },
  generated: ['generat'],
};
