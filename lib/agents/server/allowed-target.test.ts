import { expect, test } from "vitest";
import { ForbiddenTarget, isPublic, resolveTarget } from "./allowed-target";

test.each([
  "https://127.0.0.1/stop",
  "https://127.1/stop",
  "https://2130706433/stop",
  "https://0x7f.0.0.1/",
  "https://0/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:169.254.169.254]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[fe80::1]/",
  "https://[fd00::1]/",
  "https://169.254.169.254/latest/meta-data",
  "https://10.1.2.3/",
  "https://172.31.255.255/",
  "https://192.168.0.1/",
  "https://100.64.0.1/",
  "https://localhost/",
])("nothing private, local or of a cloud's metadata is called: %s", async (address) => {
  await expect(resolveTarget(address, "")).rejects.toThrow(ForbiddenTarget);
});

test("what the configuration names is called, and only that; a wrong range allows nothing", async () => {
  expect(await resolveTarget("http://127.0.0.1:9/", "10.0.0.0/8, 127.0.0.1")).toMatchObject({ address: "127.0.0.1" });
  expect(await resolveTarget("http://[::1]/", "::1/128")).toMatchObject({ address: "::1", family: 6 });
  await expect(resolveTarget("http://127.0.0.2/", "127.0.0.1")).rejects.toThrow("FIREBREAK_WEBHOOK_ALLOW");
  for (const wrong of ["127.0.0.1/99", "0.0.0.0/x", "localhost", "*"]) {
    await expect(resolveTarget("http://127.0.0.1/", wrong)).rejects.toThrow(ForbiddenTarget);
  }
});

test("the public internet is called by https only, and never with a password in the address", async () => {
  await expect(resolveTarget("http://93.184.216.34/", "")).rejects.toThrow("https only");
  await expect(resolveTarget("https://a:b@93.184.216.34/", "")).rejects.toThrow("password");
  await expect(resolveTarget("ftp://93.184.216.34/", "")).rejects.toThrow("Only http");
  expect(await resolveTarget("https://93.184.216.34/x", "")).toMatchObject({ address: "93.184.216.34", family: 4 });
});

test("of IPv6 only global addresses are public", () => {
  expect(isPublic("2606:2800:220:1:248:1893:25c8:1946")).toBe(true);
  for (const address of ["::", "::1", "fc00::1", "ff02::1", "2001:db8::1", "2001:0:1::1"]) {
    expect(isPublic(address)).toBe(false);
  }
});
