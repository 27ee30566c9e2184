/** The words of the labels in French. */
import type { Words } from './languages.ts';

export const words: Words = {
  acronym: 'IA',
  name: 'Mention IA',
  short: {
    'ai-generated': 'Généré par IA',
    'ai-modified': 'Modifié par IA',
    synthetic: 'Éléments créés par ordinateur',
  },
  long: {
    'ai-generated': {
      text: 'Ce texte a été généré à l’aide de l’intelligence artificielle (IA).',
      image: 'Cette image a été générée à l’aide de l’intelligence artificielle (IA).',
      content: 'Ce contenu a été généré à l’aide de l’intelligence artificielle (IA).',
    },
    'ai-modified': {
      text: 'Ce texte a été modifié à l’aide de l’intelligence artificielle (IA).',
      image: 'Cette image a été modifiée à l’aide de l’intelligence artificielle (IA).',
      content: 'Ce contenu a été modifié à l’aide de l’intelligence artificielle (IA).',
    },
    synthetic: {
      text: 'Ce texte comporte des éléments créés par ordinateur.',
      image: 'Cette image comporte des éléments créés par ordinateur.',
      content: 'Ce contenu comporte des éléments créés par ordinateur.',
    },
  },
  generated: ['généré', 'genere'],
  check: {
    busy: 'Vérification en cours…',
    verified: 'La marque correspond à ce qui est affiché ici. Signée par :',
    rejected: 'La marque ne correspond pas à ce qui est affiché ici.',
    absent: 'Ce contenu ne porte aucune marque.',
    failed: 'Ce navigateur n’a pas pu vérifier la marque.',
    note: 'À titre d’information : cette vérification a eu lieu dans votre navigateur, avec du code fourni par cette page. Elle ne remplace pas celle de la boutique.',
  },
};
