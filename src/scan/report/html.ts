/**
 * Writes a report as one HTML file that needs no network and can be read without script, in light
 * and dark, on paper and on a phone. A script adds a search to the table.
 */
import { SEVERITIES, type Severity } from '../../detect/finding/finding.ts';
import { escapeMarkup } from '../../escape-markup.ts';
import { printable, printableNumber } from '../../printable.ts';
import {
  faultsOf,
  gravestFirst,
  type LongReport,
  type NotScanned,
  type ScanFinding,
  take,
} from '../finding.ts';
import { SCRIPT, STYLE } from './html-assets.ts';

/** A browser lays out some thousand rows quickly; all findings are in the other formats. */
const MAX_ROWS = 2000;
/** Bars of one picture. */
const MAX_BARS = 12;

const WORD: Readonly<Record<Severity, string>> = {
  block: 'must not go there',
  warn: 'a person should look',
  info: 'worth knowing',
};

/** The whole page. */
export function* writeHtml(report: LongReport): Generator<string> {
  const { scanned, findings, notScanned, counts } = report;
  const unread = [...take(faultsOf(notScanned), MAX_ROWS)];
  const all = counts.block + counts.warn + counts.info;
  const state =
    counts.block > 0 || unread.length > 0 ? 'block' : counts.warn > 0 ? 'warn' : 'clean';
  const title =
    counts.block > 0
      ? `${printableNumber(counts.block)} ${counts.block === 1 ? 'finding' : 'findings'} to remove`
      : unread.length > 0
        ? 'Not everything could be read'
        : counts.warn > 0
          ? `${printableNumber(counts.warn)} to look at`
          : 'Nothing found';
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="generator" content="contentmark">
<title>contentmark scan: ${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header class="${state}">
<p class="eyebrow">contentmark scan</p>
<h1>${title}</h1>
<p>${printableNumber(scanned.records)} records in ${printableNumber(scanned.files)} ${scanned.files === 1 ? 'file' : 'files'} were looked through${unread.length > 0 ? `; ${unread.length === MAX_ROWS ? 'over ' : ''}${printableNumber(unread.length)} could not be read` : ''}. Rules that find nothing prove nothing: what no list knows is not found.</p>
</header>
<dl class="tiles">
${SEVERITIES.map((name) => `<div class="tile ${name}"><dt>${name}<span>${WORD[name]}</span></dt><dd>${printableNumber(counts[name])}</dd></div>`).join('\n')}
<div class="tile"><dt>marks<span>${printableNumber(counts.marks.checked)} checked, ${printableNumber(counts.marks.refused)} refused</span></dt><dd>${printableNumber(counts.marks.found)}</dd></div>
<div class="tile"><dt>known<span>in the baseline</span></dt><dd>${printableNumber(counts.known)}</dd></div>
</dl>
<div class="pictures">
${picture('By file', findings, ({ place }) => place.file)}
${picture('By rule', findings, ({ id }) => id)}
${picture('By technique', findings, ({ technique }) => technique)}
</div>
${unreadList(unread)}
${table(findings, all)}
<footer><p>A finding names a place and a rule, never the value that stands there. The fingerprint stays the same when a record moves.</p></footer>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Bars as a list with numbers, so that the picture is read as well as seen. */
function picture(
  title: string,
  findings: Iterable<ScanFinding>,
  nameOf: (finding: ScanFinding) => string,
): string {
  const groups = new Map<string, Record<Severity, number>>();
  for (const finding of findings) {
    const name = nameOf(finding);
    const held = groups.get(name) ?? { block: 0, warn: 0, info: 0 };
    held[finding.severity] += 1;
    groups.set(name, held);
  }
  if (groups.size === 0) return '';
  const total = (one: Record<Severity, number>): number => one.block + one.warn + one.info;
  const ordered = [...groups].sort(
    ([a, x], [b, y]) =>
      y.block - x.block || y.warn - x.warn || total(y) - total(x) || (a < b ? -1 : 1),
  );
  const most = Math.max(...ordered.map(([, one]) => total(one)));
  const bars = ordered.slice(0, MAX_BARS).map(([name, one]) => {
    const parts = SEVERITIES.filter((severity) => one[severity] > 0);
    const said = parts
      .map((severity) => `${printableNumber(one[severity])} ${severity}`)
      .join(', ');
    const drawn = parts
      .map(
        (severity) =>
          `<i class="${severity}" style="width:${((100 * one[severity]) / most).toFixed(2)}%"></i>`,
      )
      .join('');
    return `<li><span class="name">${text(name)}</span> <span class="said">${said}</span><span class="bar" aria-hidden="true">${drawn}</span></li>`;
  });
  const rest = ordered.length - MAX_BARS;
  const more = rest > 0 ? `<p class="quiet">and ${printableNumber(rest)} more</p>` : '';
  return `<section><h2>${title}</h2><ul class="bars">${bars.join('')}</ul>${more}</section>`;
}

function unreadList(unread: readonly NotScanned[]): string {
  if (unread.length === 0) return '';
  const items = unread.map(({ file, line, reason, detail }) => {
    const at = line === undefined ? file : `${file}, line ${line}`;
    return `<li><strong>${text(at)}</strong>: ${text(detail)} <span class="quiet">(${reason})</span></li>`;
  });
  return `<section class="unread"><h2>Not scanned</h2><ul>${items.join('')}</ul></section>`;
}

function table(findings: Iterable<ScanFinding>, all: number): string {
  if (all === 0) return '';
  const shown = [...take(gravestFirst(findings), MAX_ROWS)];
  const rows = shown.map(
    ({ severity, id, technique, reason, place, fingerprint }) =>
      `<tr><td class="severity"><span class="badge ${severity}">${severity}</span></td><td><code>${text(id)}</code><span class="quiet">${text(reason)} · ${technique}</span></td><td>${text(place.file)}<span class="quiet">line ${place.line}, record ${place.record}</span></td><td><code>${text(place.pointer || '(the whole)')}</code></td><td class="print"><code>${text(fingerprint.slice(0, 12))}</code></td></tr>`,
  );
  const count =
    all > MAX_ROWS
      ? `The first ${printableNumber(MAX_ROWS)} of ${printableNumber(all)}`
      : `All ${printableNumber(all)}`;
  return `<section class="findings"><h2 id="findings">Findings</h2>
<p class="search" hidden><label for="search">Search findings</label><input id="search" type="search" autocomplete="off"> <span id="matches" role="status"></span></p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="findings"><table><caption>${count}, gravest first</caption>
<thead><tr><th scope="col">Severity</th><th scope="col">Rule</th><th scope="col">Place</th><th scope="col">Pointer</th><th scope="col">Fingerprint</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></section>`;
}

function text(value: string): string {
  return escapeMarkup(printable(value));
}
