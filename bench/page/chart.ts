/**
 * The curves as one SVG: small panels with logarithmic axes, readable in light and dark. It
 * follows the reader's colour scheme by itself, for an image in a page knows no other way.
 */
import type { Curve } from '../curve.ts';
import { formatNumber } from '../report.ts';
import { type Domain, domainOf, formatTick, placeOf, ticksOf } from './scale.ts';

const COLUMNS = 2;
const PANEL = { width: 480, height: 300 };
/** Room around the axes: title and legend above, numbers and labels beside and below. */
const INSET = { top: 58, right: 22, bottom: 50, left: 62 };
const PLOT = {
  width: PANEL.width - INSET.left - INSET.right,
  height: PANEL.height - INSET.top - INSET.bottom,
};

/** The colours of one scheme. */
interface Scheme {
  readonly back: string;
  readonly ink: string;
  readonly soft: string;
  readonly grid: string;
  readonly limit: string;
  /** Told apart by people who see no red or green, and the marks have shapes as well. */
  readonly lines: readonly [string, string, string, string];
}

const LIGHT: Scheme = {
  back: '#fff',
  ink: '#1f2328',
  soft: '#59636e',
  grid: '#d8dee4',
  limit: '#cf222e',
  lines: ['#0969da', '#bc4c00', '#1a7f37', '#8250df'],
};

const DARK: Scheme = {
  back: '#0d1117',
  ink: '#f0f6fc',
  soft: '#9198a1',
  grid: '#2f353d',
  limit: '#ff7b72',
  lines: ['#58a6ff', '#f0883e', '#3fb950', '#bc8cff'],
};

// Spelled out, not by custom properties: viewers outside browsers know none.
function rulesOf({ back, ink, soft, grid, limit, lines }: Scheme): string {
  return [
    `.back{fill:${back}}`,
    `text{fill:${soft}}`,
    `.title{fill:${ink}}`,
    `.grid{stroke:${grid}}`,
    `.limit{stroke:${limit}}`,
    `.limit-text{fill:${limit}}`,
    ...lines.map((colour, i) => `.s${i}{stroke:${colour}}.m${i}{fill:${colour}}`),
  ].join('');
}

const STYLE = [
  'text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}',
  '.title{font-size:14px;font-weight:600}',
  '.line{fill:none;stroke-width:2}',
  '.limit{stroke-width:1.5;stroke-dasharray:6 4}',
  rulesOf(LIGHT),
  `@media(prefers-color-scheme:dark){${rulesOf(DARK)}}`,
].join('\n');

/** What the picture is called. */
export const TITLE = 'What marks cost, by size';

/** Draws all curves. */
export function drawCurves(curves: readonly Curve[], title: string): string {
  const rows = Math.ceil(curves.length / COLUMNS);
  const width = COLUMNS * PANEL.width;
  const height = rows * PANEL.height;
  const panels = curves.map((curve, i) => {
    const x = (i % COLUMNS) * PANEL.width;
    const y = Math.floor(i / COLUMNS) * PANEL.height;
    return `<g transform="translate(${x} ${y})">\n${drawPanel(curve)}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="description">${escapeXml(curves.map(describe).join(' '))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="back" width="${width}" height="${height}"/>`,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

/** A curve in a sentence, for who does not see it. */
export function describe({ title, x, y, sizes, series }: Curve): string {
  const lines = series.map(({ name, values }) => {
    const [first, last] = [values[0] as number, values.at(-1) as number];
    return `${name} from ${formatNumber(first)} to ${formatNumber(last)} ${y.unit}`;
  });
  const [from, to] = [sizes[0] as number, sizes.at(-1) as number];
  return `${title}: from ${formatTick(from)} to ${formatTick(to)} ${x.unit}, ${lines.join('; ')}.`;
}

function drawPanel(curve: Curve): string {
  const { title, x, y, sizes, series, limit } = curve;
  const across = domainOf(sizes);
  const up = domainOf([
    ...series.flatMap(({ values }) => values),
    ...(limit === undefined ? [] : [limit]),
  ]);
  const middle = INSET.left + PLOT.width / 2;
  return [
    `<text class="title" x="${INSET.left}" y="22">${escapeXml(title)}</text>`,
    drawLegend(series.map(({ name }) => name)),
    drawGrid(across, up),
    `<text x="${middle}" y="${PANEL.height - 12}" text-anchor="middle">${escapeXml(`${x.label} (${x.unit})`)}</text>`,
    `<text transform="translate(16 ${INSET.top + PLOT.height / 2}) rotate(-90)" text-anchor="middle">${escapeXml(`${y.label} (${y.unit})`)}</text>`,
    ...(limit === undefined ? [] : [drawLimit(limit, up)]),
    ...series.map(({ values }, i) => drawLine(i, sizes, values, across, up)),
  ].join('\n');
}

function drawGrid(across: Domain, up: Domain): string {
  const bottom = INSET.top + PLOT.height;
  const right = INSET.left + PLOT.width;
  return [
    ...ticksOf(across).map((tick) => {
      const at = toX(tick, across);
      return `<line class="grid" x1="${at}" y1="${INSET.top}" x2="${at}" y2="${bottom}"/><text x="${at}" y="${bottom + 18}" text-anchor="middle">${formatTick(tick)}</text>`;
    }),
    ...ticksOf(up).map((tick) => {
      const at = toY(tick, up);
      return `<line class="grid" x1="${INSET.left}" y1="${at}" x2="${right}" y2="${at}"/><text x="${INSET.left - 8}" y="${at + 4}" text-anchor="end">${formatTick(tick)}</text>`;
    }),
  ].join('\n');
}

function drawLegend(names: readonly string[]): string {
  let x = INSET.left + 6;
  return names
    .map((name, i) => {
      const entry = `${drawMark(i, x, 40)}<text x="${x + 10}" y="44">${escapeXml(name)}</text>`;
      x += 30 + name.length * 6.6;
      return entry;
    })
    .join('\n');
}

function drawLimit(limit: number, up: Domain): string {
  const at = toY(limit, up);
  const right = INSET.left + PLOT.width;
  return `<line class="limit" x1="${INSET.left}" y1="${at}" x2="${right}" y2="${at}"/><text class="limit-text" x="${right - 4}" y="${at - 5}" text-anchor="end">goal ${formatTick(limit)}</text>`;
}

function drawLine(
  index: number,
  sizes: readonly number[],
  values: readonly number[],
  across: Domain,
  up: Domain,
): string {
  const points = sizes.map((size, i) => {
    return [toX(size, across), toY(values[i] as number, up)] as const;
  });
  const path = points.map(([x, y]) => `${x},${y}`).join(' ');
  const marks = points.map(([x, y]) => drawMark(index, x, y)).join('');
  return `<polyline class="line s${index % 4}" points="${path}"/>${marks}`;
}

/** A circle, square, triangle or diamond. */
function drawMark(index: number, x: number, y: number): string {
  const style = `class="m${index % 4}"`;
  switch (index % 4) {
    case 0:
      return `<circle ${style} cx="${x}" cy="${y}" r="4"/>`;
    case 1:
      return `<rect ${style} x="${x - 3.5}" y="${y - 3.5}" width="7" height="7"/>`;
    case 2:
      return `<path ${style} d="M${x} ${y - 5}l4.5 8h-9z"/>`;
    default:
      return `<path ${style} d="M${x} ${y - 5}l5 5l-5 5l-5-5z"/>`;
  }
}

// Tenths of a pixel: finer would only make the file longer.
function toX(value: number, across: Domain): number {
  return Math.round((INSET.left + placeOf(value, across) * PLOT.width) * 10) / 10;
}

function toY(value: number, up: Domain): number {
  return Math.round((INSET.top + (1 - placeOf(value, up)) * PLOT.height) * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
