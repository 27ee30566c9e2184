/** The words of the labels in English. */
import type { Words } from '../languages.ts';

export const en: Words = {
  acronym: 'AI',
  name: 'AI notice',
  short: {
    'ai-generated': 'AI-generated',
    'ai-modified': 'AI-modified',
    synthetic: 'Computer-made elements',
  },
  long: {
    'ai-generated': {
      text: 'This text was generated with artificial intelligence (AI).',
      image: 'This image was generated with artificial intelligence (AI).',
      content: 'This content was generated with artificial intelligence (AI).',
    },
    'ai-modified': {
      text: 'This text was modified with artificial intelligence (AI).',
      image: 'This image was modified with artificial intelligence (AI).',
      content: 'This content was modified with artificial intelligence (AI).',
    },
    synthetic: {
      text: 'This text has elements made by a computer.',
      image: 'This image has elements made by a computer.',
      content: 'This content has elements made by a computer.',
    },
  },
  generated: ['generat'],
};
