import type { FastifyReply } from 'fastify';
import { problemOf, retryAfterSeconds } from './problem.js';

/** Answers with what a caller may know of an error, and how to go on. */
export function sendProblem(reply: FastifyReply, error: unknown): void {
  const problem = problemOf(error);
  const retryAfter = retryAfterSeconds(error);
  // Whatever the answer would have been kept for, its failure is not.
  void reply.header('cache-control', 'no-store');
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
