/** Names of assets and people hold for every incident, so each run makes its own. */
const run = Date.now().toString(36);
const FIXTURES = "lib/evidence/formats/aws-cloudtrail/fixtures";

export const CLOUDTRAIL = ["s3-delivery.json", "data-events.ndjson", "lookup-events.jsonl"];
export const cloudTrailPaths = CLOUDTRAIL.map((name) => `${FIXTURES}/${name}`);

export const TITLE = `Files open to everyone ${run}`;
export const ASSET = `Confidential files ${run}`;
export const PATTERN = "arn:aws:s3:::sensitive-data-bucket*";
export const GROUP = `everyone ${run}`;
export const CLEARED = `Ada Meyer ${run}`;
export const UNCLEARED = `Mika Lind ${run}`;
/** As the proxy's log names the one without clearance. */
export const UNCLEARED_LOGIN = `mika-${run}`;

/** A proxy's own log: columns that nothing knows, and wall clock times of Berlin. */
export const proxyLog = csv(
  "proxy.csv",
  `Seen,Who exactly,Did,Kind,Thing,Ended
2023-01-01 13:05:00,${UNCLEARED_LOGIN},GET,read,arn:aws:s3:::sensitive-data-bucket/confidential/people.csv,ok
2023-01-01 13:20:00,ada-${run},GET,read,arn:aws:s3:::sensitive-data-bucket/confidential/people.csv,ok
`,
);

/** What its columns are, by the field that asks. */
export const PROXY_COLUMNS = {
  Time: "Seen",
  Actor: "Who exactly",
  Action: "Did",
  Verb: "Kind",
  Resource: "Thing",
  Outcome: "Ended",
};

export const people = csv(
  "people.csv",
  `name,kind,alias,group,from
${CLEARED},human,ada-${run},${GROUP},2020-01-01T00:00:00Z
${UNCLEARED},human,${UNCLEARED_LOGIN},${GROUP},2020-01-01T00:00:00Z
`,
);

export const clearances = csv(
  "clearances.csv",
  `principal,asset,from
${CLEARED},${ASSET},2022-01-01T00:00:00Z
`,
);

/**
 * What follows by hand from the files above and the window of the road, open from 11:00 to 13:00 and closed between
 * 12:30 and 14:00: twice AIDAEXAMPLE at 12:00, whom nobody knows, and once the uncleared at 12:05.
 */
export const ANSWER = { exposed: "1 h 30 m", atMost: "3 h", accesses: 3, principals: 2 };

function csv(name: string, text: string) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}
