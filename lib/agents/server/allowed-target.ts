import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/** What no message may be sent to unless the configuration says so: everything that is not the public internet. */
const NOT_PUBLIC_4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** Of IPv6 only 2000::/3 is global; inside it, tunnels to IPv4 and addresses of examples are not. */
const PUBLIC_6 = ["2000::/3"];
const NOT_PUBLIC_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const blocked4 = listOf(NOT_PUBLIC_4, "ipv4");
const public6 = listOf(PUBLIC_6, "ipv6");
const blocked6 = listOf(NOT_PUBLIC_6, "ipv6");

export class ForbiddenTarget extends Error {}

export interface Target {
  url: URL;
  /** The one address that is connected to: what the name means is asked once. */
  address: string;
  family: 4 | 6;
}

/**
 * Resolves where a message may go. Every address that the name has must be allowed, so that no later answer of the
 * name server leads elsewhere; plain http only to where `FIREBREAK_WEBHOOK_ALLOW` names.
 */
export async function resolveTarget(
  address: string,
  allow = process.env.FIREBREAK_WEBHOOK_ALLOW ?? "",
): Promise<Target> {
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new ForbiddenTarget("Only http and https are called.");
  if (url.username || url.password) throw new ForbiddenTarget("An address with a password in it is not called.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const allowed = allowList(allow);
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await addressesOf(host);
  for (const one of found) {
    if (isAllowed(one.address, allowed)) continue;
    if (!isPublic(one.address)) {
      throw new ForbiddenTarget(
        `${host} is ${one.address}, which is not on the public internet. An operator can allow it with FIREBREAK_WEBHOOK_ALLOW.`,
      );
    }
    if (url.protocol !== "https:") throw new ForbiddenTarget("The public internet is called by https only.");
  }
  const [first] = found;
  if (!first) throw new ForbiddenTarget(`${host} has no address.`);
  return { url, address: first.address, family: first.family === 6 ? 6 : 4 };
}

async function addressesOf(host: string) {
  try {
    return await lookup(host, { all: true, verbatim: true });
  } catch {
    throw new ForbiddenTarget(`The name ${host} could not be resolved.`);
  }
}

/** Whether an address is on the public internet. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !blocked4.check(address, "ipv4");
  return public6.check(address, "ipv6") && !blocked6.check(address, "ipv6");
}

function isAllowed(address: string, list: BlockList): boolean {
  return list.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
}

/** `10.1.0.0/16, ::1`: what is not an address or a range is left out. */
function allowList(text: string): BlockList {
  const ranges = text.split(/[\s,]+/).filter((range) => isIP(range.split("/")[0] ?? "") !== 0);
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    const most = family === "ipv4" ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (Number.isInteger(prefix) && prefix >= 0 && prefix <= most) list.addSubnet(address, prefix, family);
  }
  return list;
}

function listOf(ranges: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits = "0"] = range.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
