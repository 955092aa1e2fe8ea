// A worker for the supervisor's tests, which speaks as worker.ts does: answers with its pid, dies when asked to.
// Arguments: the port, and "broken" for one that cannot serve.
import http from 'node:http';
import process from 'node:process';

const [port, mood] = process.argv.slice(2);

const server = http.createServer((request, response) => {
  if (request.url === '/die') process.exit(7);
  response.setHeader('connection', 'close').end(String(process.pid));
});

process.on('message', ({ postern }) => {
  if (postern === 'stop') server.close(() => process.send({ postern: 'closed' }));
  if (postern === 'noted') process.exit(0);
});
process.send({ postern: 'hears' });

if (mood === 'broken') {
  process.send({ postern: 'failed', message: 'There is no coffee: make some.' });
  process.exit(1);
}
server.listen(Number(port), '127.0.0.1', () => process.send({ postern: 'serving' }));
