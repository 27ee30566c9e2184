/** The words of the labels in Spanish. */
import type { Words } from './languages.ts';

export const words: Words = {
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
  check: {
    busy: 'Comprobando…',
    verified: 'La marca corresponde a lo que se muestra aquí. Firmada por:',
    rejected: 'La marca no corresponde a lo que se muestra aquí.',
    absent: 'Este contenido no lleva ninguna marca.',
    failed: 'Este navegador no ha podido comprobar la marca.',
    note: 'Solo a título informativo: esta comprobación se ha hecho en su navegador, con código de esta página. No sustituye a la de la tienda.',
  },
};
