// The ceiling: what Node's own HTTP server can do that reads the body and answers 204.
import { createServer } from 'node:http';
import process from 'node:process';

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => response.writeHead(204).end());
}).listen(Number(process.env.PORT), process.env.HOST);
