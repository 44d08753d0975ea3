// Preloaded into the processes we start: when the process that started them is gone, however it went, they end too.
// Their own children inherit the preload and are left to them.
import process from "node:process";

if (process.connected && String(process.ppid) === process.env.FIREBREAK_STARTED_BY) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
