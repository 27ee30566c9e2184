/**
 * Makes content of a canonical form that was computed before, such as on another thread, where
 * parsing does not block the server.
 */

import { wrongArgument } from '../../errors.ts';
import { PROFILES, type Profile } from '../envelope/profiles.ts';
import { type Canonical, createContent, type SingleContent } from './content.ts';

/**
 * Content from what `canonicalize()` of other content gave, under the same profile. It is believed, as
 * text is believed that a caller gives to `text`: a check says that this form is what was signed.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function canonicalized(profile: Profile, canonical: Canonical): SingleContent {
  const code = PROFILES.indexOf(profile);
  if (code === -1) throw wrongArgument('profile', `one of ${PROFILES.join(', ')}`, profile);
  const { form, problem } = Object(canonical) as Partial<Canonical>;
  const isForm = typeof form === 'string' ? form.isWellFormed() : form instanceof Uint8Array;
  if (isForm === (typeof problem === 'string'))
    throw wrongArgument('canonical', 'what canonicalize() of content gave', canonical);
  return createContent(code, undefined, () => canonical);
}
