/** The words of the labels in Dutch. */
import type { Words } from './languages.ts';

export const words: Words = {
  acronym: 'AI',
  name: 'AI-melding',
  short: {
    'ai-generated': 'Met AI gegenereerd',
    'ai-modified': 'Met AI bewerkt',
    synthetic: 'Elementen van de computer',
  },
  long: {
    'ai-generated': {
      text: 'Deze tekst is gegenereerd met kunstmatige intelligentie (AI).',
      image: 'Deze afbeelding is gegenereerd met kunstmatige intelligentie (AI).',
      content: 'Deze inhoud is gegenereerd met kunstmatige intelligentie (AI).',
    },
    'ai-modified': {
      text: 'Deze tekst is bewerkt met kunstmatige intelligentie (AI).',
      image: 'Deze afbeelding is bewerkt met kunstmatige intelligentie (AI).',
      content: 'Deze inhoud is bewerkt met kunstmatige intelligentie (AI).',
    },
    synthetic: {
      text: 'Deze tekst bevat elementen die een computer heeft gemaakt.',
      image: 'Deze afbeelding bevat elementen die een computer heeft gemaakt.',
      content: 'Deze inhoud bevat elementen die een computer heeft gemaakt.',
    },
  },
  generated: ['genereer', 'gegenereerd'],
  check: {
    busy: 'Wordt gecontroleerd…',
    verified: 'Het merkteken past bij wat hier staat. Ondertekend door:',
    rejected: 'Het merkteken past niet bij wat hier staat.',
    absent: 'Deze inhoud heeft geen merkteken.',
    failed: 'Deze browser kon het merkteken niet controleren.',
    note: 'Alleen ter informatie: deze controle liep in uw browser, met code van deze pagina. Ze vervangt de controle door de winkel niet.',
  },
};
