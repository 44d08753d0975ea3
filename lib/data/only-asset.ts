/** The asset of an incident's exposure windows where there is one only: what is added is then most likely its data. */
export function onlyAsset(windows: readonly { asset: string }[]): string | null {
  const [first, ...others] = new Set(windows.map(({ asset }) => asset));
  return first !== undefined && others.length === 0 ? first : null;
}
