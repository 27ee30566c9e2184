/**
 * The words of the labels, as data. Each label has the language's established capital acronym
 * at its core, since readers know it; none says that a rule asks for it. Chinese is there
 * for its market, whose label must hold two elements: AI, and generated or synthesised.
 */
import type { Label } from './made.ts';

/** Languages with words of ours, by BCP 47 tag. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'zh-Hans'] as const;

/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** A label that says something. */
export type Spoken = Exclude<Label, 'none'>;

/** What a long text calls the content. */
export type Noun = 'text' | 'image' | 'content';

/** The words of one language. */
export interface Words {
  /** What the language calls AI: `AI`, `KI`, `IA`. */
  readonly acronym: string;
  /** What a screen reader calls the label. */
  readonly name: string;
  readonly short: Readonly<Record<Spoken, string>>;
  readonly long: Readonly<Record<Spoken, Readonly<Record<Noun, string>>>>;
  /** Stems that say that the whole was generated: none of them may stand in the label `ai-modified`. */
  readonly generated: readonly string[];
}

/** The words by language. */
export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
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
  },
  de: {
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
  },
  fr: {
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
  },
  es: {
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
  },
  it: {
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
  },
  nl: {
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
  },
  pl: {
    acronym: 'AI',
    name: 'Informacja o AI',
    short: {
      'ai-generated': 'Wygenerowano przez AI',
      'ai-modified': 'Zmieniono przez AI',
      synthetic: 'Elementy komputerowe',
    },
    long: {
      'ai-generated': {
        text: 'Ten tekst wygenerowano za pomocą sztucznej inteligencji (AI).',
        image: 'Ten obraz wygenerowano za pomocą sztucznej inteligencji (AI).',
        content: 'Tę treść wygenerowano za pomocą sztucznej inteligencji (AI).',
      },
      'ai-modified': {
        text: 'Ten tekst zmieniono za pomocą sztucznej inteligencji (AI).',
        image: 'Ten obraz zmieniono za pomocą sztucznej inteligencji (AI).',
        content: 'Tę treść zmieniono za pomocą sztucznej inteligencji (AI).',
      },
      synthetic: {
        text: 'Ten tekst zawiera elementy utworzone przez komputer.',
        image: 'Ten obraz zawiera elementy utworzone przez komputer.',
        content: 'Ta treść zawiera elementy utworzone przez komputer.',
      },
    },
    generated: ['generow'],
  },
  'zh-Hans': {
    acronym: 'AI',
    name: 'AI 内容提示',
    short: {
      'ai-generated': 'AI生成',
      'ai-modified': 'AI合成',
      synthetic: '含计算机合成元素',
    },
    long: {
      'ai-generated': {
        text: '本文由人工智能（AI）生成。',
        image: '本图由人工智能（AI）生成。',
        content: '本内容由人工智能（AI）生成。',
      },
      'ai-modified': {
        text: '本文由人工智能（AI）修改合成。',
        image: '本图由人工智能（AI）修改合成。',
        content: '本内容由人工智能（AI）修改合成。',
      },
      synthetic: {
        text: '本文含有计算机合成元素。',
        image: '本图含有计算机合成元素。',
        content: '本内容含有计算机合成元素。',
      },
    },
    generated: ['生成'],
  },
};
