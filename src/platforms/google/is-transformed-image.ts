/**
 * Recognizes resized images by their URL, because the platforms' image servers drop IPTC and C2PA
 * when they resize.
 */

/** Shopify's image server: parameters of the query, or a size before the extension. */
const SHOPIFY_PARAMETERS = ['width', 'height', 'crop', 'pad_color', 'format'];
const SHOPIFY_SIZE =
  /_(?:\d+x\d*|x\d+|pico|icon|thumb|small|compact|medium|large|grande|original|master)(?:_crop_[a-z]+)?(?:@[23]x)?(?:\.progressive)?\.\w+$/i;
const SHOPIFY_HOSTS = /(?:^|\.)(?:cdn\.shopify\.com|shopifycdn\.com|myshopify\.com)$/i;
const SHOPIFY_PATH = /\/cdn\/shop\//;

/** Magento's cache of resized images, and its on-the-fly parameters. */
const MAGENTO_CACHE = /\/media\/catalog\/product\/cache\//;
const MAGENTO_MEDIA = /\/media\/catalog\/product\//;
const MAGENTO_PARAMETERS = ['width', 'height', 'quality', 'fit', 'canvas', 'format', 'optimize'];

/**
 * Whether a URL is one of Shopify's or Magento's renditions. What is not recognised counts as
 * an original: another image server's URLs say nothing by their shape.
 */
export function isTransformedImage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname, searchParams } = new URL(url);
  const has = (names: readonly string[]): boolean => names.some((name) => searchParams.has(name));
  if (SHOPIFY_HOSTS.test(hostname) || SHOPIFY_PATH.test(pathname)) {
    return has(SHOPIFY_PARAMETERS) || SHOPIFY_SIZE.test(pathname);
  }
  if (MAGENTO_CACHE.test(pathname)) return true;
  return MAGENTO_MEDIA.test(pathname) && has(MAGENTO_PARAMETERS);
}
