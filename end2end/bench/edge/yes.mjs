// Answers 200 to everything, with the body that it is given or none, from bytes that lie ready.
// Prints its port, answers until it is killed.
import { createServer } from "node:net";

const body = process.argv[2] ?? "";
const yes = Buffer.from(`HTTP/1.1 200 OK\r\n${body && "content-type: application/json\r\n"}content-length: ${body.length}\r\n\r\n${body}`);
const server = createServer({ noDelay: true }, (socket) => {
  let pending = "";
  socket.on("error", () => socket.destroy());
  socket.on("data", (bytes) => {
    pending += bytes.toString("latin1");
    for (let end; (end = pending.indexOf("\r\n\r\n")) !== -1; pending = pending.slice(end + 4)) socket.write(yes);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
