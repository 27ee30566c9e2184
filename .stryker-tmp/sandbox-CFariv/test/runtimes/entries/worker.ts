/** The suite as a worker of workerd: a job is posted, its reply is the response. */
// @ts-nocheck

import { run } from './portable.ts';

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await run(JSON.parse(await request.text())));
  },
};
