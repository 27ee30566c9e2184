/**
 * Reads INI files in pieces: one row a setting, `name = value`, under its `[section]`. `;` and `#`
 * begin comments. Also what `bin/magento config:show` prints: `payment/paypal/sandbox - 1`.
 */
import type { Piece, Problem } from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { createSettingPieces, holdText } from './setting-row.ts';

const SECTION = /^[ \t]*\[([^\]\r\n]+)\][ \t]*(?:[;#].*)?$/;
const SHOWN = /^([a-z0-9_]+(?:\/[a-z0-9_]+){2,}) - (.*)$/;

/** Reads a file as UTF-8 without its byte order mark. It is held whole: settings are small. */
export async function* readIni(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  const text = await holdText(source, options.file);
  if (text.problem !== undefined) {
    yield [text.problem];
    return;
  }
  const pieces = createSettingPieces(text.latin1, options.file);
  let section: readonly string[] = [];
  for (let at = 0; at < text.latin1.length; ) {
    const next = text.latin1.indexOf('\n', at);
    const end = next === -1 ? text.latin1.length : next + 1;
    const line = text.latin1.slice(at, end).replace(/\r?\n$/, '');
    const [, opened] = SECTION.exec(line) ?? [];
    const setting = readSetting(line);
    if (opened !== undefined) {
      section = [opened.trim()];
      pieces.gap(at, end);
    } else if (setting !== undefined) {
      pieces.row(at, end, [...section, setting.name], setting.value);
    } else if (/^[ \t]*(?:[;#]|$)/.test(line)) pieces.gap(at, end);
    else pieces.broken(at, end, MALFORMED);
    at = end;
  }
  yield pieces.all();
}

const MALFORMED: Problem = { reason: 'malformed', detail: 'neither a [section] nor name = value' };

function readSetting(line: string): { readonly name: string; readonly value: string } | undefined {
  const [, path, shown] = SHOWN.exec(line) ?? [];
  if (path !== undefined) return { name: path, value: (shown as string).trim() };
  const trimmed = line.trim();
  const sign = trimmed.search(/[=:]/);
  if (sign < 1 || trimmed.startsWith(';') || trimmed.startsWith('#')) return undefined;
  const value = trimmed.slice(sign + 1).trim();
  return { name: trimmed.slice(0, sign).trim(), value: unquote(value) };
}

/** The text between quotes, or what stands before a comment. */
function unquote(value: string): string {
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const end = value.indexOf(quote, 1);
    if (end !== -1) return value.slice(1, end);
  }
  const comment = value.search(/(?<=[ \t])[;#]/);
  return comment === -1 ? value : value.slice(0, comment).trim();
}
