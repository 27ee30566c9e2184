/**
 * Finds regular expressions whose work grows faster than the text they read; everything else is Biome's.
 * `npm run lint` runs both.
 */
import parser from '@typescript-eslint/parser';
import regexp from 'eslint-plugin-regexp';
import { noBoundedBacktracking } from './scripts/no-bounded-backtracking.js';

export default [
  { ignores: ['**/node_modules/', '**/build/', '**/.react-router/'] },
  {
    files: ['{src,examples}/**/*.{ts,tsx,js}'],
    languageOptions: { parser },
    plugins: { regexp, local: { rules: { 'no-bounded-backtracking': noBoundedBacktracking } } },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
      'local/no-bounded-backtracking': 'error',
    },
  },
];
