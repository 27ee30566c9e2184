/** The words of the labels in Spanish. */
import type { Words } from '../languages.ts';

export const es: Words = {
  acronym: 'IA',
  name: 'Aviso de IA',
  short: {
    'ai-generated': 'Generado con IA',
    'ai-modified': 'Modificado con IA',
    synthetic: 'Elementos creados por ordenador',
  },
  long: {
    'ai-generated': {
      text: 'Este texto se ha generado con inteligencia artificial (IA).',
      image: 'Esta imagen se ha generado con inteligencia artificial (IA).',
      content: 'Este contenido se ha generado con inteligencia artificial (IA).',
    },
    'ai-modified': {
      text: 'Este texto se ha modificado con inteligencia artificial (IA).',
      image: 'Esta imagen se ha modificado con inteligencia artificial (IA).',
      content: 'Este contenido se ha modificado con inteligencia artificial (IA).',
    },
    synthetic: {
      text: 'Este texto tiene elementos creados por ordenador.',
      image: 'Esta imagen tiene elementos creados por ordenador.',
      content: 'Este contenido tiene elementos creados por ordenador.',
    },
  },
  generated: ['generad'],
};
