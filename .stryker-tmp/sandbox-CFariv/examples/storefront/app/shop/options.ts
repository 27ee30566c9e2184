/** What a shop is opened with. */
// @ts-nocheck


export type Verification = 'on' | 'off' | 'unlabelled';

export interface ShopOptions {
  /** The folder that seed/ filled. */
  readonly folder: string;
  /** Folders of the pictures. */
  readonly media: readonly string[];
  /** Where decisions are written: JSON Lines. */
  readonly log: string;
  /**
   * For comparison only: with `off` a listing checks nothing and shows everything, as labelled as
   * if it had been checked; with `unlabelled` without labels. Default `on`.
   */
  readonly verification?: Verification;
}
