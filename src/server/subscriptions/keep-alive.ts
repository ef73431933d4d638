import type { WebSocket } from 'ws';

/** Pings every `everyMs`, and ends a socket that has not answered by the next ping. Returns how to stop. */
export function keepAlive(socket: WebSocket, everyMs: number): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, everyMs);
  return () => clearInterval(timer);
}
