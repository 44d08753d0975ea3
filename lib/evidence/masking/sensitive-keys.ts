/** What a key says of its value: it lets somebody in, or it is what was said to a model and by it. */
export type Sensitivity = "credential" | "body";

const CREDENTIALS = new Set(
  (
    "authorization proxyauthorization cookie setcookie cookies token accesstoken refreshtoken idtoken authtoken " +
    "bearertoken securitytoken xamzsecuritytoken csrftoken xcsrftoken apitoken devicetoken secret secrets " +
    "secretkey secretaccesskey secretvalue secretstring secretbinary privatekey signingkey apikey xapikey xgoogapikey " +
    "pwd passcode otp totp samlresponse samlassertion clientassertion connectionstring xamzsignature jwt"
  ).split(" "),
);

/** Words that also name a thing with parts of its own: Azure's authorization, a volume's secret. */
const ALSO_THINGS = new Set(["authorization", "token", "secret", "secrets"]);

/** `dbPassword`, `slack_client_secret`, `x-amz-security-token`. */
const CREDENTIAL_ENDING =
  /(password|passwd|passphrase|secret|apikey|privatekey|secretkey|secretaccesskey|accesstoken|refreshtoken|idtoken|authtoken|sessiontoken|securitytoken|apitoken)$/;

/** Names that nothing but a conversation with a model uses. */
const PROMPTS = new Set(
  (
    "prompt prompts completion completions systemprompt userprompt promptmessages prompttext systeminstruction " +
    "systeminstructions genaicontent genaieventcontent genaisysteminstructions genaitoolcallarguments " +
    "genaitoolcallresult genaitoolmessage inputbodyjson outputbodyjson inputvalue outputvalue " +
    "traceloopentityinput traceloopentityoutput gcpvertexagentllmrequest gcpvertexagentllmresponse"
  ).split(" "),
);
const PROMPT_BEGINNING =
  /^(genai(prompt|completion|inputmessages|outputmessages)|llm(prompts|inputmessages|outputmessages))/;

/** What the formats of AI systems call it; elsewhere these words mean anything. */
const BODIES = new Set(
  (
    "messages message content contents input inputs output outputs arguments args response responsebody requestbody " +
    "result text tooluseresult toolinput toolresponse toolresult toolparameters thinking reasoning parts body " +
    "rawoutput aggregatedoutput formattedoutput stdout stderr command description lastprompt summary"
  ).split(" "),
);

/** Of a conversation, what says who and which, not what was said. */
const STRUCTURE = new Set(
  (
    "type role id uuid name model kind timestamp time createdat status stopreason finishreason stopsequence tooluseid " +
    "toolcallid callid servicetier mimetype mediatype contenttype inputcontenttype outputcontenttype object index " +
    "version protocolversion anthropicversion systemfingerprint created code"
  ).split(" "),
);

export function plainKey(key: string): string {
  return key.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** `bodies`: whether the record is of a format whose messages are conversations with a model. */
export function sensitivityOf(key: string, bodies: boolean): Sensitivity | null {
  // Counts of tokens, ids of prompts and so on end otherwise; no key of these is longer.
  if (key.length > 100) return null;
  const plain = plainKey(key);
  if (CREDENTIALS.has(plain) || CREDENTIAL_ENDING.test(plain)) return "credential";
  if (PROMPTS.has(plain)) return "body";
  // `gen_ai.prompt.0.content`, but not `gen_ai.prompt.0.role`.
  if (PROMPT_BEGINNING.test(plain)) return isStructure(key.slice(key.lastIndexOf(".") + 1)) ? null : "body";
  return bodies && BODIES.has(plain) ? "body" : null;
}

export function isStructure(key: string): boolean {
  return STRUCTURE.has(plainKey(key));
}

/** Whether an object under such a key is hidden as a whole. */
export function hidesObjects(key: string): boolean {
  return !ALSO_THINGS.has(plainKey(key));
}
