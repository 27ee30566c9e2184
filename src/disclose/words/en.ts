/** The words of the labels in English. */
import type { Words } from './languages.ts';

export const words: Words = {
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
  check: {
    busy: 'Checking…',
    verified: 'The mark fits what is shown here. Signed by:',
    rejected: 'The mark does not fit what is shown here.',
    absent: 'There is no mark on this content.',
    failed: 'This browser could not check the mark.',
    note: 'For information only: this check ran in your browser, with code that came with this page. It does not replace the check of the shop.',
  },
};
