// Preloaded into web and worker processes: when the process that started them is gone, however it went, they end too.
import process from "node:process";

process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
