/** From least to most sensitive; the order decides which clearance covers which asset. */
export const CLASSIFICATIONS = ["public", "internal", "confidential", "restricted", "secret"] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** How logs name an asset; `*` stands for any run of characters. */
export interface AssetPattern {
  system?: string | undefined;
  resource: string;
}
