// Node's own HTTP server with a Set of the same names: prints its port, answers until it is killed.
import { createServer } from 'node:http';

const names = new Set();
for (let nth = 0; nth < Number(process.argv[2]); nth++) names.add(`d${nth}.customer.example`);

const server = createServer((request, response) => {
    const name = new URLSearchParams(request.url.slice(request.url.indexOf('?'))).get('domain');
    const allow = names.has(name);
    response.writeHead(allow ? 200 : 403, { 'content-type': 'application/json' });
    response.end(allow ? '{"allow":true}' : '{"allow":false,"reason":"unknown_name"}');
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
