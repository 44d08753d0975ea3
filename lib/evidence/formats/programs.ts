/** Client libraries and command-line tools by the user agent they send. */
const PROGRAM =
  /^(curl|wget|libwww|python|aiohttp|httpx|go-http|go-resty|java|okhttp|apache-httpclient|axios|node|undici|got|ruby|faraday|perl|php|guzzle|postman|insomnia|restsharp|httpie|aws-|boto|terraform|powershell|mozilla\/[\d.]+ \(.*powershell)/i;

/** Whether a user agent is one of a program's: nobody sat before it, whosever credentials it used. */
export function isProgram(userAgent: string | null): boolean {
  return userAgent !== null && PROGRAM.test(userAgent);
}
