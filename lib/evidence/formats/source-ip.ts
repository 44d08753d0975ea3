import ipaddr from "ipaddr.js";
import { text } from "@/lib/evidence/formats/fields";

/**
 * The address in a log's source field, beside what the log wrote. Ports, brackets and IPv6-mapped IPv4 are taken
 * off; of a list the first public address is taken, else the first. Names (`AWS Internal`, `ec2.amazonaws.com`)
 * and masked addresses (`81.2.69.***`) have no address and stay as written.
 */
export function readSourceIp(value: unknown): { sourceIp: string | null; sourceIpRaw: string | null } {
  const sourceIpRaw = text(Array.isArray(value) ? value.filter((v) => typeof v === "string").join(", ") : value);
  if (sourceIpRaw === null) return { sourceIp: null, sourceIpRaw: null };
  if (sourceIpRaw.length > 1000) return { sourceIp: null, sourceIpRaw };
  const known = seen.get(sourceIpRaw);
  if (known !== undefined) return known;
  const found = { sourceIp: findAddress(sourceIpRaw), sourceIpRaw };
  if (seen.size >= REMEMBERED) seen.clear();
  seen.set(sourceIpRaw, found);
  return found;
}

/** Logs repeat few addresses very often. */
const REMEMBERED = 10_000;
const seen = new Map<string, { sourceIp: string | null; sourceIpRaw: string }>();

function findAddress(sourceIpRaw: string): string | null {
  const addresses = sourceIpRaw
    .split(",")
    .map((part) => readAddress(part.trim()))
    .filter((address) => address !== null);
  const address = addresses.find((a) => a.range() === "unicast") ?? addresses[0];
  return address ? canonical(address) : null;
}

function canonical(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

function readAddress(written: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(written);
  const ported = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(written);
  // A zone id (`fe80::1%2`) names an interface of the machine that wrote the log, not part of the address.
  const bare = (bracketed?.[1] ?? ported?.[1] ?? written).replace(/%[\w.]+$/, "");
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  if (!bare.includes(":") || !ipaddr.IPv6.isValid(bare)) return null;
  const v6 = ipaddr.IPv6.parse(bare);
  return v6.isIPv4MappedAddress() ? v6.toIPv4Address() : v6;
}
