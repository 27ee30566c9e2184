/** The words of the labels in German. */
import type { Words } from './languages.ts';

export const words: Words = {
  acronym: 'KI',
  name: 'KI-Hinweis',
  short: {
    'ai-generated': 'KI-generiert',
    'ai-modified': 'Mit KI verändert',
    synthetic: 'Computererzeugte Elemente',
  },
  long: {
    'ai-generated': {
      text: 'Dieser Text wurde mit künstlicher Intelligenz (KI) erzeugt.',
      image: 'Dieses Bild wurde mit künstlicher Intelligenz (KI) erzeugt.',
      content: 'Dieser Inhalt wurde mit künstlicher Intelligenz (KI) erzeugt.',
    },
    'ai-modified': {
      text: 'Dieser Text wurde mit künstlicher Intelligenz (KI) verändert.',
      image: 'Dieses Bild wurde mit künstlicher Intelligenz (KI) verändert.',
      content: 'Dieser Inhalt wurde mit künstlicher Intelligenz (KI) verändert.',
    },
    synthetic: {
      text: 'Dieser Text enthält Elemente, die ein Computer erzeugt hat.',
      image: 'Dieses Bild enthält Elemente, die ein Computer erzeugt hat.',
      content: 'Dieser Inhalt enthält Elemente, die ein Computer erzeugt hat.',
    },
  },
  generated: ['generier', 'erzeugt', 'erstellt'],
  check: {
    busy: 'Wird geprüft…',
    verified: 'Das Kennzeichen passt zu dem, was hier steht. Unterschrieben von:',
    rejected: 'Das Kennzeichen passt nicht zu dem, was hier steht.',
    absent: 'Dieser Inhalt trägt kein Kennzeichen.',
    failed: 'Dieser Browser konnte das Kennzeichen nicht prüfen.',
    note: 'Nur zur Information: Geprüft wurde in Ihrem Browser, mit Code aus dieser Seite. Das ersetzt nicht die Prüfung durch den Shop.',
  },
};
