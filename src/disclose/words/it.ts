/** The words of the labels in Italian. */
import type { Words } from './languages.ts';

export const words: Words = {
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
  check: {
    busy: 'Verifica in corso…',
    verified: 'Il marchio corrisponde a ciò che è mostrato qui. Firmato da:',
    rejected: 'Il marchio non corrisponde a ciò che è mostrato qui.',
    absent: 'Questo contenuto non ha alcun marchio.',
    failed: 'Questo browser non ha potuto verificare il marchio.',
    note: 'Solo a titolo informativo: la verifica è avvenuta nel browser, con codice di questa pagina. Non sostituisce quella del negozio.',
  },
};
