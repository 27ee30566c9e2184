/**
 * Walks plain data of any shape once, own members only, and passes on every value with what its
 * name says about it. It stops at limits and reports that, because what was not looked at must not
 * count as clean.
 */
import { classifyName, isPlacedName, type NameField } from './field-names.ts';
import { joinLastStep, type NameWords, readName } from './name-words.ts';
import type { ValuePlace } from './place.ts';
import { type FoundSwitch, findSwitches, isSwitchWordsOnly } from './switch-names.ts';
import type { Switch } from './tables.ts';

/** Why part of the data was not looked at. Findings are called so, with severity `warn`. */
export const NOT_LOOKED_AT = [
  /** It nests deeper than `maxDepth`. */
  'not-looked-at.depth',
  /** There are more than `maxNodes` values. */
  'not-looked-at.nodes',
  /** There are more than `maxCharacters` characters of text. */
  'not-looked-at.characters',
  /** Reading it threw: a getter or a proxy. */
  'not-looked-at.unreadable',
  /** Something whose content is no member of it: a Map, a typed array. */
  'not-looked-at.not-plain',
] as const;

/** One of {@link NOT_LOOKED_AT}. */
export type NotLookedAt = (typeof NOT_LOOKED_AT)[number];

/** The same in words. */
export const NOT_LOOKED_AT_REASON: Readonly<Record<NotLookedAt, string>> = {
  'not-looked-at.depth': 'nested too deep to be looked at',
  'not-looked-at.nodes': 'too many values to be looked at',
  'not-looked-at.characters': 'too much text to be looked at',
  'not-looked-at.unreadable': 'could not be read',
  'not-looked-at.not-plain': 'no plain data, so it was not looked at',
};

/** A value that is no object. */
export type Leaf = string | number | bigint | boolean;

/** What the walk tells. */
export interface Visitor {
  /** A value, what its name says of it, and where it stands. */
  leaf(value: Leaf, field: NameField, switches: readonly FoundSwitch[], place: ValuePlace): void;
  /** Both halves of a person's name in one object; `names` leads to the first. */
  fullName(name: string, names: readonly (string | number)[]): void;
  notLookedAt(why: NotLookedAt, names: readonly (string | number)[]): void;
}

/** How far the walk goes. */
export interface WalkLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

/** What a name says, and which part it plays beside others. */
interface NameInfo {
  readonly name: NameWords;
  readonly field: NameField | undefined;
  /** Switches that a value of this name turns. */
  readonly switches: readonly FoundSwitch[];
  /** The name says that its text is a document: Shopify's `receiptJson`. */
  readonly isJson: boolean;
  /** What field it is depends on its holder. */
  readonly isPlaced: boolean;
  /** It says only that its holder is on. */
  readonly isSwitchOnly: boolean;
}

/** Names that are remembered: a catalogue has some dozens, hostile data may have any number. */
const MAX_NAMES = 4096;

/** Members that name the value beside them, best first: `{ key: 'phone', value: … }`. */
const NAMING_MEMBERS: readonly string[] = [
  'attribute_code',
  'attributeCode',
  'key',
  'path',
  'name',
];

/** Objects around the real ones, which say nothing of what they hold. */
const WRAPPERS: ReadonlySet<string> = /* @__PURE__ */ new Set(['edges', 'node', 'nodes']);

/** Prepares walks that share what they have learnt of names. */
export function createWalk(
  switches: readonly Switch[],
): (data: unknown, visitor: Visitor, limits: WalkLimits) => number {
  const infos = new Map<string, NameInfo>();

  function read(key: string, holder: NameInfo): NameInfo {
    const info = infos.get(key) ?? learn(key);
    if (info.isPlaced) return { ...info, field: classifyName(info.name, holder.name) };
    if (!info.isSwitchOnly || holder.name.words.length === 0) return info;
    // `sandbox: { enabled: true }` is the switch `sandbox.enabled`.
    const { words, last } = holder.name;
    return read(`${words.slice(last).join('_')}.${key}`, NO_INFO);
  }

  /** What is known of a name wherever it stands. */
  function learn(key: string): NameInfo {
    const name = readName(key);
    const isSwitchOnly = isSwitchWordsOnly(name);
    const whole = isSwitchOnly && name.last > 0 ? readName(joinLastStep(key)) : name;
    const info: NameInfo = {
      name,
      field: classifyName(name, NO_INFO.name),
      switches: findSwitches(whole, switches),
      isJson: name.words[name.words.length - 1] === 'json',
      isPlaced: isPlacedName(name),
      isSwitchOnly: isSwitchOnly && name.last === 0,
    };
    if (infos.size < MAX_NAMES && key.length <= MAX_KEY) infos.set(key, info);
    return info;
  }
  return (data, visitor, limits) => walk(data, visitor, limits, read);
}

const NO_INFO: NameInfo = {
  name: readName(''),
  field: undefined,
  switches: [],
  isJson: false,
  isPlaced: false,
  isSwitchOnly: false,
};

/** A longer name is not remembered. */
const MAX_KEY = 160;

function walk(
  data: unknown,
  visitor: Visitor,
  { maxDepth, maxNodes }: WalkLimits,
  read: (key: string, holder: NameInfo) => NameInfo,
): number {
  const names: (string | number)[] = [];
  // A list, since real data is shallow; `maxDepth` bounds it.
  const ancestors: object[] = [];
  const place = { name: NO_INFO.name, names, ancestors };
  let visited = 0;
  let isFull = false;

  /** Takes one value; `info` is what its name says, or for an item the name of its list. */
  function visit(value: unknown, info: NameInfo): void {
    visited += 1;
    switch (typeof value) {
      case 'string':
        place.name = info.name;
        visitor.leaf(value, info.field ?? 'text', info.switches, place);
        if (info.isJson) unpack(value, info);
        return;
      case 'number':
      case 'bigint':
      case 'boolean':
        place.name = info.name;
        visitor.leaf(value, info.field ?? 'text', info.switches, place);
        return;
      case 'object':
        if (value !== null) enter(value, info);
    }
  }

  /** A document in a text: its paths go on behind that of the text. */
  function unpack(text: string, info: NameInfo): void {
    if (!/^\s{0,64}[[{]/.test(text)) return;
    if (text.length > MAX_JSON) {
      visitor.notLookedAt('not-looked-at.characters', names);
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // No document; as a text it was looked at.
      return;
    }
    if (typeof value === 'object' && value !== null) enter(value, info);
  }

  function enter(value: object, info: NameInfo): void {
    // A cycle: it is being looked at already.
    if (ancestors.includes(value)) return;
    if (names.length >= maxDepth) {
      visitor.notLookedAt('not-looked-at.depth', names);
      return;
    }
    ancestors.push(value);
    const depth = names.length;
    try {
      if (Array.isArray(value)) visitItems(value, info);
      else visitMembers(value, info);
    } catch {
      names.length = depth;
      visitor.notLookedAt('not-looked-at.unreadable', names);
    }
    ancestors.pop();
  }

  /** False, and told once, where there is no room for another value. */
  function hasRoom(): boolean {
    if (visited < maxNodes) return true;
    if (!isFull) visitor.notLookedAt('not-looked-at.nodes', names);
    isFull = true;
    return false;
  }

  // By index up to the limit: the keys of a list of millions would be millions of strings.
  function visitItems(items: readonly unknown[], info: NameInfo): void {
    for (let at = 0; at < items.length; at++) {
      if (!hasRoom()) return;
      names.push(at);
      visit(items[at], info);
      names.pop();
    }
  }

  function visitMembers(value: object, info: NameInfo): void {
    // Bytes are listed one by one by Object.keys, and are no text.
    const keys = ArrayBuffer.isView(value) ? [] : Object.keys(value);
    if (!isPlain(value) && (keys.length === 0 || isBuiltIn(value))) {
      visitor.notLookedAt('not-looked-at.not-plain', names);
      return;
    }
    // Its keys were listed just above, so they are its own.
    const members = value as Readonly<Record<string, unknown>>;
    let given: string | undefined;
    let family: unknown;
    let givenKey = '';
    for (const key of keys) {
      if (!hasRoom()) return;
      const member = members[key];
      names.push(key);
      const own = readMember(key, members, info);
      visit(member, own);
      names.pop();
      if (own.field === 'given-name' && typeof member === 'string') {
        given = member;
        givenKey = key;
      } else if (own.field === 'family-name') family = member;
    }
    if (given === undefined || typeof family !== 'string') return;
    if (given.length + family.length > MAX_FULL_NAME) return;
    names.push(givenKey);
    visitor.fullName(`${given.trim()} ${family.trim()}`, names);
    names.pop();
  }

  function readMember(
    key: string,
    members: Readonly<Record<string, unknown>>,
    holder: NameInfo,
  ): NameInfo {
    if (key === 'value') return readNamed(members) ?? holder;
    if (WRAPPERS.has(key)) return holder;
    const own = read(key, holder);
    const isImage = own.field === 'url' && holder.field === 'image';
    return isImage ? { ...own, field: 'image' } : own;
  }

  function readNamed(members: Readonly<Record<string, unknown>>): NameInfo | undefined {
    for (const naming of NAMING_MEMBERS) {
      const name = Object.hasOwn(members, naming) ? members[naming] : undefined;
      if (typeof name === 'string') return read(name, NO_INFO);
    }
    return undefined;
  }

  visit(data, NO_INFO);
  return visited;
}

/** Longest document in a text, in UTF-16 units. A receipt of a payment service has some thousand. */
const MAX_JSON = 262_144;

/** Longer than any person's. */
const MAX_FULL_NAME = 200;

/** Types of the language whose content is no member of theirs, even where they have members as well. */
const BUILT_IN: ReadonlySet<string> = /* @__PURE__ */ new Set(
  ['Map', 'Set', 'Promise', 'Error', 'String', 'Number', 'Boolean', 'Function'].map(
    (name) => `[object ${name}]`,
  ),
);

/** Whether an object holds what its members do not say: a Map, a boxed text, an error. */
export function isBuiltIn(value: object): boolean {
  return BUILT_IN.has(Object.prototype.toString.call(value));
}

/** An object without members is still plain if it could have had some. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || value instanceof Date) return true;
  // The end of every chain, also that of another realm.
  return Object.getPrototypeOf(prototype) === null;
}
