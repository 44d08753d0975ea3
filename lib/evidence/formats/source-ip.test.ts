import { expect, it } from "vitest";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";

it.each([
  ["1.2.3.4", "1.2.3.4"],
  ["1.2.3.4:5678", "1.2.3.4"],
  ["[10.11.12.13]", "10.11.12.13"],
  ["[2a02::1]:12345", "2a02::1"],
  ["[::ffff:10.11.12.13]:12345", "10.11.12.13"],
  ["::ffff:10.11.0.229", "10.11.0.229"],
  ["2401:4900:60D2:179b:c004:b6f:b678:b148", "2401:4900:60d2:179b:c004:b6f:b678:b148"],
  ["::1", "::1"],
  ["fe80::1%2", "fe80::1"],
  ["10.0.0.2, 10.0.0.1, 67.43.156.14", "67.43.156.14"],
  ["10.0.0.2, 10.0.0.1", "10.0.0.2"],
  ["81.2.69.***", null],
  ["<null>", null],
  ["localhost:12345", null],
  ["[CORRECTIPV4 (10.90.0.1)]", null],
  ["AWS Internal", null],
  ["cloudtrail.amazonaws.com", null],
  ["017.1.1.1", null],
  ["1", null],
])("%s", (raw, ip) => {
  expect(readSourceIp(raw)).toEqual({ sourceIp: ip, sourceIpRaw: raw });
});

it("keeps nothing where the log has nothing", () => {
  for (const raw of ["", "  ", null, undefined, {}]) {
    expect(readSourceIp(raw)).toEqual({ sourceIp: null, sourceIpRaw: null });
  }
});
