// Jobs that do nothing.
import { Worker } from 'bullmq'
import { CONCURRENCY, connection } from './config.js'

new Worker('noop', async () => {}, { connection, concurrency: CONCURRENCY })
