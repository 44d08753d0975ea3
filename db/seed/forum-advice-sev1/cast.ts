/** Everybody in the story, by role. All names, addresses and numbers are synthetic. */
export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const ENGINEERING = "engineering-all";
export const STEWARDS = "data-stewards";
export const AGENT = "forum-assistant";

const TEAMS = ["platform", "infra", "storage", "growth", "payments", "search", "mobile", "support tools"] as const;

export interface Person {
  /** `engineer-03`; mail address and session name are made from it. */
  id: string;
  name: string;
  email: string;
}

/** Sixty engineers: the group that the change let in. */
export const ENGINEERS: readonly Person[] = Array.from({ length: 60 }, (_, i) => {
  const number = i + 1;
  const id = `engineer-${String(number).padStart(2, "0")}`;
  return { id, name: `Engineer ${number}, ${TEAMS[i % TEAMS.length]}`, email: `${id}@northwind.example` };
});

export function engineer(number: number): Person {
  const found = ENGINEERS[number - 1];
  if (found === undefined) throw new RangeError(`there is no engineer ${number}`);
  return found;
}

/** Outside the group; their attempts are refused. */
export const CONTRACTOR: Person = {
  id: "contractor-01",
  name: "Contractor 1, support tools",
  email: "contractor-01@northwind.example",
};

/** Look after the data, cleared for everything restricted. */
export const STEWARD_NUMBERS = [21, 22, 23, 24, 25, 26] as const;
/** Cleared for these three assets by name, for a project of the year. */
export const CLEARED_NUMBERS = [31, 32, 33] as const;
/** Cleared by name until the middle of the window. */
export const EXPIRING_NUMBER = 12;
/** Reads through the agent only. */
export const AGENT_USER_NUMBER = 5;

/** The engineer who asked, the one who had the agent answer, the one who applied the advice, the one who took it back. */
export const ASKER = engineer(2);
export const AGENT_CALLER = engineer(9);
export const APPLIER = engineer(3);
export const REVERTER = engineer(10);

export interface StoryAsset {
  key: "profiles" | "conversations" | "bucket";
  name: string;
  /** What logs call it. */
  arn: string;
  patterns: readonly string[];
}

export const ASSETS: readonly StoryAsset[] = [
  {
    key: "profiles",
    name: "User profiles table",
    arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/user-profiles`,
    patterns: [`arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/user-profiles`],
  },
  {
    key: "conversations",
    name: "Support conversations table",
    arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/support-conversations`,
    patterns: [`arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/support-conversations`],
  },
  {
    key: "bucket",
    name: "User data bucket",
    arn: "arn:aws:s3:::northwind-user-data",
    patterns: ["arn:aws:s3:::northwind-user-data", "arn:aws:s3:::northwind-user-data/*"],
  },
];
