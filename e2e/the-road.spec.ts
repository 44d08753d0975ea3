import * as answer from "./support/road/answer";
import * as beginning from "./support/road/beginning";
import * as end from "./support/road/end";
import * as room from "./support/road/room";
import { Walker } from "./support/road/walker";
import { test } from "./support/test";

// A picture of the whole page before and after each of a thousand key presses takes longer than the road.
test.use({ trace: { mode: "retain-on-failure", snapshots: false } });

// Under 90 seconds where the machine has nothing else to do.
test.setTimeout(300_000);

test("from a sign-in over real logs to a published postmortem, by keyboard alone", async ({ page, browserOf }) => {
  const commander = new Walker(page);
  const walker = async (role: "responder" | "admin" | "viewer") => new Walker(await browserOf(role));

  await test.step("a commander signs in as the README says", () =>
    beginning.signIn(commander, "commander@northwind.example"));
  await test.step("one key declares, while nobody is sure yet how bad it is", () => beginning.declare(commander));
  const { pathname } = new URL(page.url());
  await test.step("the screen says of each real CloudTrail file that it was recognised and is ready", () =>
    beginning.importCloudTrail(commander));
  await test.step("of a CSV that no format claims one says what it covers, its columns, and the zone of its times", () =>
    beginning.importUnknownCsv(commander));
  await test.step("what a file that was read covers can be said afterwards", () => beginning.stateCoverage(commander));
  await test.step("an asset's pattern tells what it matches before it is made", () => answer.makeAsset(commander));
  await test.step("people and clearances are shown before they are taken", () => answer.importPeople(commander));
  await test.step("the palette leads back to the incident", () => answer.returnToExposure(commander));
  await test.step("a window is opened, and closed with the bounds that are known", () =>
    answer.openAndCloseWindow(commander));
  await test.step("the answer says who got at it without clearance, and the cleared apart", () =>
    answer.readAnswer(commander));
  await test.step("a number opens its events, an event its bytes, and closing leads back to where one was", () =>
    answer.openNumberEventAndBytes(commander));
  await test.step("the severity is assessed by factors, and overridden only with a reason", () =>
    room.assessSeverity(commander));
  await test.step("an entry's time is written as one says it, and a correction leaves the former reading", () =>
    room.writeAndCorrect(commander));
  await test.step("affected data has four answers, some by the evidence, one by a person, one unknown", () =>
    room.listData(commander));
  await test.step("a task has an owner and a proof", () => end.finishTask(commander));
  await test.step("somebody else verifies it", async () => end.verifyTask(await walker("responder"), pathname));
  await test.step("the phase moves when its conditions are met, and says what stands in the way", () =>
    end.moveToResolved(commander));
  await test.step("the postmortem is generated, edited, and sent to review", () => end.writePostmortem(commander));
  await test.step("somebody who wrote none of it approves and publishes it", async () =>
    end.approveAndPublish(await walker("admin"), pathname));
  await test.step("its reader finds the figures of the answer", async () =>
    end.readPostmortem(await walker("viewer"), pathname));
});
