/** Phone numbers that regulators keep for fiction: they are valid in form and never ring. */
import type { Marker, PhoneRange } from './marker.ts';

const SEVERITY = { phone: 'block', text: 'warn' } as const;

/** Ofcom's ranges are a thousand numbers each: three digits follow the prefix. */
function british(...prefixes: readonly string[]): PhoneRange[] {
  return prefixes.map((prefix) => ({ country: '44', prefix, digits: 10 }));
}

export const PHONES: readonly Marker[] = [
  {
    id: 'phone.nanp',
    class: 'phone',
    what: 'NXX-555-0100 to NXX-555-0199, written as a number of North America',
    rule: { kind: 'phone-nanp', form: 'formatted' },
    severity: SEVERITY,
    sources: [
      'https://nationalnanpa.com/number_resource_info/555_numbers.html',
      'ATIS-0300115, 555 NXX Assignment Guidelines',
    ],
    falsePositives:
      'None for -0100 to -0199. Other 555 numbers can be real (555-1212 is directory assistance), so they are not in the range.',
    found: { phone: '(212) 555-0147' },
    clean: { phone: '(212) 555-1212' },
  },
  {
    id: 'phone.nanp-bare',
    class: 'phone',
    what: 'NXX-555-0100 to NXX-555-0199 as ten digits in a row',
    rule: { kind: 'phone-nanp', form: 'bare' },
    severity: { phone: 'warn' },
    sources: ['https://nationalnanpa.com/number_resource_info/555_numbers.html'],
    falsePositives:
      'Ten digits without a country may belong to another one: Indian mobile numbers have the same length.',
    found: { phone: '2125550147' },
    clean: { phone: '2125550247' },
  },
  {
    id: 'phone.nanp-local',
    class: 'phone',
    what: '555-0100 to 555-0199 without an area code',
    rule: { kind: 'phone-nanp', form: 'local' },
    severity: { phone: 'warn' },
    sources: ['https://nationalnanpa.com/number_resource_info/555_numbers.html'],
    falsePositives: 'Countries with seven-digit numbers, where 555 begins real ones (Iceland).',
    found: { phone: '555-0147' },
    clean: { phone: '555-1234' },
  },
  {
    id: 'phone.uk-drama',
    class: 'phone',
    what: 'ranges of Ofcom for television, radio and film',
    rule: {
      kind: 'phone-range',
      ranges: british(
        '1134960', // Leeds
        '1144960', // Sheffield
        '1154960', // Nottingham
        '1164960', // Leicester
        '1174960', // Bristol
        '1184960', // Reading
        '1214960', // Birmingham
        '1314960', // Edinburgh
        '1414960', // Glasgow
        '1514960', // Liverpool
        '1614960', // Manchester
        '2079460', // London
        '1914980', // Tyneside, Durham, Sunderland
        '2890180', // Northern Ireland
        '2920180', // Cardiff
        '1632960', // no area
        '7700900', // mobile
        '8081570', // freephone
        '9098790', // premium rate
        '3069990', // UK-wide
      ),
    },
    severity: SEVERITY,
    sources: ['https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama'],
    falsePositives: 'None known: Ofcom gives these ranges to nobody.',
    found: { phone: '+44 (0)20 7946 0018' },
    clean: { phone: '+44 20 7946 1018' },
  },
  {
    id: 'phone.au-fiction',
    class: 'phone',
    what: 'mobile numbers of the ACMA for creative works',
    rule: {
      kind: 'phone',
      numbers: [
        '570006 570156 570157 570158 570159 570110 570313 570737 571266 571491 571804 572549',
        '572665 572983 573770 573087 574118 574632 575254 575789 576398 576801 577426 577644',
        '578957 578148 578888 579212 579760 579455',
      ].flatMap((line) => line.split(' ').map((rest) => `61491${rest}`)),
    },
    severity: SEVERITY,
    sources: ['https://www.acma.gov.au/phone-numbers-use-tv-shows-films-and-creative-works'],
    falsePositives: 'None known: the thirty numbers belong to the regulator.',
    found: { phone: '0491 570 006' },
    clean: { phone: '0491 570 007' },
  },
  {
    id: 'phone.fr-fiction',
    class: 'phone',
    what: 'blocks of the ARCEP for audiovisual works',
    rule: {
      kind: 'phone-range',
      ranges: ['19900', '26191', '35301', '46571', '53649', '63998'].map((prefix) => ({
        country: '33',
        prefix,
        digits: 9,
      })),
    },
    severity: SEVERITY,
    sources: ['ARCEP, plan national de numérotation, numéros pour œuvres audiovisuelles'],
    falsePositives: 'None known: the blocks are kept for fiction.',
    found: { telephone: '06 39 98 00 01' },
    clean: { telephone: '06 39 97 00 01' },
  },
  {
    id: 'phone.de-drama',
    class: 'phone',
    what: 'city blocks of the Bundesnetzagentur for film and television',
    rule: {
      kind: 'phone-range',
      ranges: [
        { country: '49', prefix: '3023125', digits: 10 },
        { country: '49', prefix: '6990009', digits: 10 },
        { country: '49', prefix: '4066969', digits: 10 },
        { country: '49', prefix: '2214710', digits: 10 },
        { country: '49', prefix: '8999998', digits: 10 },
      ],
    },
    severity: SEVERITY,
    sources: ['Bundesnetzagentur, Rufnummern für Film- und Fernsehproduktionen (drama numbers)'],
    falsePositives: 'None known: the blocks are given to nobody.',
    found: { telephone: '+49 30 23125 042' },
    clean: { telephone: '+49 30 23126 042' },
  },
];
