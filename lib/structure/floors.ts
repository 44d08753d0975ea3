/** The lowest version of a package that has no known hole which concerns us. */
export type Floor = { atLeast: string; advisory: string; published: string };

export type LockedVersions = { packages: Record<string, { version?: string }> };

/** Every locked copy of a package below its floor, however deep it is nested. */
export function belowFloor(lock: LockedVersions, floors: Record<string, Floor>): string[] {
  return Object.entries(lock.packages).flatMap(([path, { version }]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const floor = floors[name];
    if (!floor || !version || compareVersions(version, floor.atLeast) >= 0) return [];
    return [`${path} is ${version}; ${floor.advisory} is fixed in ${floor.atLeast}`];
  });
}

/** A pre-release stands below its release. */
function compareVersions(a: string, b: string): number {
  const [numbersA, preA] = split(a);
  const [numbersB, preB] = split(b);
  for (const index of [0, 1, 2]) {
    const difference = (numbersA[index] ?? 0) - (numbersB[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(preB) - Number(preA);
}

function split(version: string): [numbers: number[], isPrerelease: boolean] {
  const [release = "", ...rest] = version.split("-");
  return [release.split(".").map(Number), rest.length > 0];
}
