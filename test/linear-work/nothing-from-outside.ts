/** Exported functions that no text or bytes from outside reach, by the reason. */
export const NOTHING_FROM_OUTSIDE: Readonly<Record<string, string>> = {
  "it makes a request from the caller's own names and numbers": `
    magento: attributeRequest createAttributeRequest assignAttributeRequest attributeGroupsRequest
      attributeSetsRequest attributesOfSetRequest bulkStatusRequest productsQueryRequest importJsonRequest
      importRow bulkMarksRequest markRequest productsRequest addressOf storeViewsRequest
    shopify: bulkOperationRequest bulkProductsQuery bulkProductsRequest definitionRequest definitionsRequest
      definitionsToml batchWrites markWrite metafieldsRequest verdictWrite productImagesRequest
      productPageRequest productRequest productsRequest shopRequest storefrontProductRequest
      checkoutExtension themeExtension`,
  "it takes the caller's own keys, claims and content, which have an entry of their own": `
    .: parts canonicalized numberedParts sign signSync signBatch generateKey importSeed SigningKey exportPublicJwk
      unsafeExportPrivateJwk unsafeExportSeed unsafeExportPkcs8 keyIdOf thumbprint localSigner createTrust
    noble: createNobleBackend
    attestation: signAttestation signScanAttestation
    detect: digestMarkers
    records: collectSettings readMap loadProfiles nameOfProfile
    promote: promote
    verdict: writeVerdict
    carrier: embed encodeTextForm extract
    testing: carrierKit registryKit auditLogKit
    audit: createAuditLog openAuditLog createMemoryLogStore openFileLogStore purgeLog
    registry: createMemoryRegistry distance entriesOf nearOf recognize
      queryOfImage`,
  'it takes a verdict or a decision of this package': `
    .: explain
    policy: createDecider decide strictest
    scan: isStopped formatReport writeReport
    report: createGapReport formatGapReport
    disclosure: aigcLabel c2paAssertionData californiaFields describeLabel disclosure disclosureJsonLd
      iptcFields xmpPacket
    merchant-center: merchantApiProduct merchantItem publishableReviews
    provenance: provenanceOf
    shopify: shownVerdict
    react: Disclosure Provenance
    words: loadWords`,
  'it takes products that the readers above have made': `
    magento: overridesOf withParts`,
  'it hashes files as they are, byte by byte': `
    scan: digestInputs`,
  'it is an error of this package, or asks for one': `
    .: ContentmarkError isContentmarkError
    records: InputError`,
  'it sends requests or serves them, and what arrives goes through the entries above': `
    scan: readUnits storeScan
    shopify-client: assertShop checkProducts createShopifyClient markProducts setUpShop
    magento-client: checkProducts createMagentoClient markProducts setUpShop
    http: createVerificationApi createInspector
    http-node: createTextThreads createMetrics createNodeListener startServer
    remote-trust: createRemoteTrust
    recall: followRecallList
    element: ContentMarkElement defineContentMark`,
};

/** Each of them, as `subpath#name`. */
export const EXEMPT: readonly string[] = Object.values(NOTHING_FROM_OUTSIDE).flatMap((list) => {
  let subpath = '';
  return list.split(/\s+/).flatMap((word) => {
    if (word === '') return [];
    if (!word.endsWith(':')) return [`${subpath}#${word}`];
    subpath = word.slice(0, -1);
    return [];
  });
});
