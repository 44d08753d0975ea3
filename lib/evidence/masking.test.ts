import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskCell, maskRecord, maskTokens } from "./masking";

const mask = (record: unknown, format: string | null = null) =>
  maskRecord(typeof record === "string" ? record : JSON.stringify(record), format);

/** Put together here, so that no scanner takes this file for a leak. */
const TOKENS = {
  github: `ghp_${"aB3".repeat(12)}`,
  fineGrained: `github_pat_${"aB3_".repeat(10)}`,
  slack: `xoxb-${"123456789012-".repeat(2)}abcdef`,
  jwt: `eyJ${"hbGciOiJIUzI1".repeat(2)}.${"eyJzdWIi".repeat(2)}.${"s1g-_".repeat(5)}`,
  model: `sk-ant-${"api03-x".repeat(6)}`,
  google: `AIza${"SyD4".repeat(9)}`,
  gitlab: `glpat-${"x9".repeat(10)}`,
  own: `fb_${"Zz9".repeat(14)}`,
  pem: `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEow+/\n".repeat(4)}-----END RSA PRIVATE KEY-----`,
};

describe("keys that say what they hold", () => {
  it("hides their value, however deep, says how many characters stood there, and leaves every other character", () => {
    const record = `{ "user": "ada",  "auth": {"access_token": "abc\\"d", "n": [1, "x"]}, "x-api-key":"k", "password": 123456, "token": null }`;
    expect(mask(record)).toBe(
      `{ "user": "ada",  "auth": {"access_token": "[masked, 6 characters]", "n": [1, "x"]}, "x-api-key":"[masked, 1 character]", "password": "[masked, 6 characters]", "token": null }`,
    );
  });

  it("hides everything under them, lists and objects too", () => {
    const masked = mask({ Set_Cookie: ["one=1", { two: "2" }], secretAccessKey: "wJalr", kept: "seen" });
    expect(JSON.parse(masked)).toEqual({
      Set_Cookie: ["[masked, 5 characters]", { two: "[masked, 1 character]" }],
      secretAccessKey: "[masked, 5 characters]",
      kept: "seen",
    });
  });

  it("keeps identities: ids of access keys, of secrets and of sessions, counts of tokens", () => {
    const record = {
      accessKeyId: "AKIATFQR7NSC8Q4X20BJ",
      secretId: "prod/db",
      token_id: 7,
      hashed_token: "zz9=",
      nextToken: "page-2",
      input_tokens: 12,
      sessionId: "s-1",
      authorization: { action: "Microsoft.Authorization/roleAssignments/write" },
      arn: "arn:aws:secretsmanager:eu-west-1:1:secret:prod-db-4711-AbCdEf",
    };
    expect(mask(record)).toBe(JSON.stringify(record));
  });

  it("knows a name that stands beside its value, in any order", () => {
    const record = {
      attributes: [
        { key: "gen_ai.prompt", value: { stringValue: "tell me" } },
        { value: { stringValue: "I will" }, key: "gen_ai.completion" },
        { key: "gen_ai.prompt.0.role", value: { stringValue: "system" } },
        { key: "gen_ai.request.model", value: { stringValue: "m-1" } },
      ],
      headers: [{ name: "Authorization", value: "x" }],
      requestObject: { kind: "Secret", metadata: { name: "db" }, data: { pw: "aHVudGVy" } },
    };
    const masked = mask(record);
    for (const secret of ["tell me", "I will", '"x"', "aHVudGVy"]) expect(masked).not.toContain(secret);
    for (const kept of ["system", "m-1", '"db"', "Secret"]) expect(masked).toContain(kept);
  });

  it("reads JSON within strings, and within cells of CSV", () => {
    const inner = JSON.stringify({ password: 'hun"ter', user: "ada" });
    const twice = JSON.parse(mask({ message: JSON.stringify({ body: inner }) }));
    expect(JSON.parse(JSON.parse(twice.message).body)).toEqual({ password: "[masked, 14 characters]", user: "ada" });
    const cell = `2026-03-11,"${inner.replaceAll('"', '""')}",ada`;
    expect(mask(cell)).toBe(`2026-03-11,"{""password"":""[masked, 9 characters]"",""user"":""ada""}",ada`);
  });
});

it("goes by the heading of a cell and by what is in it", () => {
  expect(maskCell("Password", "hunter2")).toBe("[masked, 7 characters]");
  expect(maskCell("note", '{"api_key":"k1"}')).toBe('{"api_key":"[masked, 2 characters]"}');
  expect([maskCell("user", "ada"), maskCell("secret", "")]).toEqual(["ada", ""]);
});

describe("conversations", () => {
  const turn = { type: "user", message: { role: "user", content: [{ type: "text", text: "our plan" }] } };

  it("are hidden in formats of AI systems, but not who spoke", () => {
    const masked = mask(turn, "claude-code");
    expect(masked).not.toContain("our plan");
    expect(JSON.parse(masked)).toMatchObject({ type: "user", message: { role: "user", content: [{ type: "text" }] } });
  });

  it("are not looked for elsewhere, where the same words mean anything; a prompt is one everywhere", () => {
    expect(mask(turn, "aws-cloudtrail")).toContain("our plan");
    expect(mask({ prompt: "our plan" }, "aws-cloudtrail")).not.toContain("our plan");
  });
});

describe("plain text", () => {
  it("hides what is given a name, in assignments, options, headers and addresses", () => {
    const lines = [
      "DB_PASSWORD=tr0ub4dor run",
      "mysql --password tr0ub4dor -h x",
      "curl -H 'Authorization: Basic tr0ub4dor' https://ada:tr0ub4dor@example.org/",
      "Cookie: sid=tr0ub4dor; other=1",
      '<34>1 app {"level":"info","token":"tr0ub4dor"}',
      'cut off {"password":"tr0ub4dor',
      "GET /x?access_token=tr0ub4dor&a=1",
    ];
    for (const line of lines) expect(mask(line)).not.toContain("tr0ub4dor");
    expect(mask(lines[0])).toBe("DB_PASSWORD=[masked, 9 characters] run");
  });

  it("leaves prose about secrets alone", () => {
    const prose = "Bearer of good news: the token expired, the secret is out, Basic training, password reset requested";
    expect(mask(prose)).toBe(prose);
  });

  it.each(Object.entries(TOKENS))("knows a %s token by its looks, wherever it stands", (_, token) => {
    for (const text of [token, `run ${token} now`, JSON.stringify({ note: `a ${token}` }), `x="${token}"`]) {
      const masked = mask(text);
      expect(masked).not.toContain(token.slice(12, 30));
      expect(masked).toContain("[masked, ");
    }
    expect(maskTokens(`path/${token}/file`)).not.toContain(token);
  });
});

describe("for any record", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abc xyz"), minLength: 1, maxLength: 8 });
  const secret = fc.integer({ min: 1, max: 1e9 }).map((n) => `S3CR3T${n}Q"\\é`);
  const place = fc.constantFrom("password", "clientSecret", "x-api-key", "authorization", "refresh_token", "prompt");
  const plain: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      word,
      fc.integer(),
      fc.constant(null),
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "user", "name", "note"), tie("node"), { maxKeys: 3 }),
    ),
  })).node;
  const wrap = fc.constantFrom<(record: object) => unknown>(
    (record) => record,
    (record) => [{ deep: [record] }],
    (record) => ({ message: JSON.stringify(record) }),
    (record) => ({ detail: JSON.stringify({ body: JSON.stringify(record) }) }),
  );

  it("shows no planted secret, stays JSON, and leaves the rest as it was", () => {
    fc.assert(
      fc.property(plain, place, secret, wrap, fc.boolean(), (rest, key, value, around, list) => {
        const held = (given: string) => around({ rest, [key]: list ? [given] : given });
        const masked = maskRecord(JSON.stringify(held(value)), null);
        expect(masked).not.toMatch(/S3CR3T/);
        const words = /\[masked, \d+ characters\]/.exec(masked)?.[0] ?? "";
        expect(JSON.parse(masked)).toEqual(JSON.parse(JSON.stringify(held(words))));
        expect(maskRecord(masked, null)).toBe(masked);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves a record without secrets exactly as it was", () => {
    fc.assert(
      fc.property(plain, wrap, fc.integer({ min: 0, max: 4 }), (rest, around, indent) => {
        const text = JSON.stringify(around({ rest }), null, indent);
        expect(maskRecord(text, null)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\\u0é \nap=token', "password", '""') }), (text) => {
        maskRecord(text, "claude-code");
      }),
      { numRuns: 1000 },
    );
  });

  it("takes time in proportion to the text, hostile or not", () => {
    const pieces = ["eyJ", "[", '{"a', '{"a":"{', '"', "\\", ',"', "token=", "cookie:", "-----BEGIN PRIVATE KEY-----"];
    for (const piece of [...pieces, "Bearer ", "a://b:", "password ", "sk-", "xoxb-", "?sig=", '{"password":']) {
      const started = performance.now();
      maskRecord(piece.repeat(2_000_000 / piece.length), "claude-code");
      expect(performance.now() - started).toBeLessThan(5000);
    }
  }, 60_000);

  it("hides all of a secret that is megabytes long", () => {
    const long = "aB3".repeat(1_500_000);
    for (const text of [
      `ghp_${long} end`,
      `password=${long} end`,
      `eyJhbGciOiJub25lIn0.${long}.x end`,
      `Cookie: ${long}" end`,
    ])
      expect(maskRecord(text, null)).toMatch(/^.{0,12}\[masked, \d+ characters\]"?( end)?$/);
  });
});

it("hides nothing in the fixtures of formats that carry no secrets", () => {
  const folder = new URL("formats/okta/fixtures/", import.meta.url);
  for (const name of readdirSync(folder).filter((file) => !file.endsWith(".md"))) {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(maskRecord(text, "okta")).toBe(text);
  }
});

describe("a row of CSV under its header row", () => {
  const heading = { delimiter: ";", names: ["time", "client secret", "who", "password"] };

  it("hides the cells that only the header calls secret, without their quotes", () => {
    expect(maskRecord('1;opensesame;anna;"say ""friend"""', null, heading)).toBe(
      '1;[masked, 10 characters];anna;"[masked, 14 characters]"',
    );
    expect(maskRecord("1;opensesame;anna;x", null)).toBe("1;opensesame;anna;x");
    expect(maskRecord("1;;anna;", null, heading)).toBe("1;;anna;");
  });

  it("shows nothing of such a cell however the row is quoted", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ";", " ", "x", "\n"), maxLength: 8 });
    fc.assert(
      fc.property(cell, cell, cell, (time, who, end) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const row = [quoted(time), quoted("KEYWORDS"), quoted(who), quoted(`KEYWORDS${end}`)].join(";");
        expect(maskRecord(row, null, heading)).not.toContain("KEYWORDS");
      }),
    );
  });
});
