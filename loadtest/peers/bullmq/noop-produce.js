// usage: node noop-produce.js JOBS FSYNC: prints how many jobs a second went from their `add` to their end
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { CONCURRENCY, connection } from './config.js'

const jobs = Number(process.argv[2])
const queue = new Queue('noop', { connection })
const redis = new Redis(connection)
await redis.config('SET', 'appendfsync', process.argv[3])
await redis.quit()
await queue.clean(0, 0, 'completed')
let next = 0
async function add() {
  while (next < jobs) await queue.add('noop', { n: next++ })
}
const begun = process.hrtime.bigint()
await Promise.all(Array.from({ length: CONCURRENCY }, add))
while ((await queue.getCompletedCount()) < jobs) await new Promise((done) => setTimeout(done, 5))
console.log(jobs / (Number(process.hrtime.bigint() - begun) / 1e9))
await queue.close()
