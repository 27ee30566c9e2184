/** The XMP namespaces of what is written to images and read from them. */
export const XMP_NAMESPACES = {
  iptcExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  aigc: 'http://www.tc260.org.cn/ns/AIGC/1.0/',
} as const;
