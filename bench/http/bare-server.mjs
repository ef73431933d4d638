// The baseline: node:http that reads a request and answers every one with the bytes it was given, nothing else.
import console from 'node:console';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';

const answer = readFileSync(process.argv[2]);
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length };
const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => response.writeHead(200, headers).end(answer));
});
server.listen(0, '127.0.0.1', () =>
  console.log(JSON.stringify({ address: `http://127.0.0.1:${server.address().port}` })),
);
