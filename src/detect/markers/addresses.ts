/** Internet addresses that are reserved for documentation, so no shopper comes from them. */
import type { Marker } from './marker.ts';

export const ADDRESSES: readonly Marker[] = [
  {
    id: 'address.ipv4-documentation',
    class: 'address',
    what: 'TEST-NET-1, TEST-NET-2 and TEST-NET-3',
    rule: { kind: 'network', networks: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'] },
    severity: { ip: 'block', url: 'block', email: 'block', text: 'warn' },
    sources: ['https://www.rfc-editor.org/rfc/rfc5737'],
    falsePositives: 'A manual that explains a network. As the address of a visitor: none.',
    found: { browser_ip: '203.0.113.7' },
    clean: { browser_ip: '203.0.114.7' },
  },
  {
    id: 'address.ipv6-documentation',
    class: 'address',
    what: '2001:db8::/32 and 3fff::/20',
    rule: { kind: 'network', networks: ['2001:db8::/32', '3fff::/20'] },
    severity: { ip: 'block', url: 'block', email: 'block', text: 'warn' },
    sources: ['https://www.rfc-editor.org/rfc/rfc3849', 'https://www.rfc-editor.org/rfc/rfc9637'],
    falsePositives: 'A manual that explains a network. As the address of a visitor: none.',
    found: { browser_ip: '2001:0DB8::8a2e:370:7334' },
    clean: { browser_ip: '2001:db9::8a2e:370:7334' },
  },
  {
    id: 'address.loopback',
    class: 'address',
    what: '127.0.0.0/8 and ::1, the machine itself',
    rule: { kind: 'network', networks: ['127.0.0.0/8', '::1/128'], place: 'shopper' },
    severity: { url: 'block', image: 'block' },
    sources: ['https://www.rfc-editor.org/rfc/rfc1122', 'https://www.rfc-editor.org/rfc/rfc4291'],
    falsePositives:
      'A database or a search engine on the same machine: so it warns where the name or the scheme is of a service. As the address of a visitor it is a proxy’s, and counts nothing.',
    found: { base_url: 'http://127.0.0.1:8080/' },
    clean: { base_url: 'http://128.0.0.1:8080/', remote_ip: '127.0.0.1' },
  },
];
