/** Files by their path, with `/`, under the extension's own folder. */
export type ExtensionFiles = Readonly<Record<string, string>>;
