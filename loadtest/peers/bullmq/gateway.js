// Takes uploads: the photo into the store, its state into Redis, a job for the worker.
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import multipart from '@fastify/multipart'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { BUCKET, MAX_UPLOAD_BYTES, PORT, connection, s3 } from './config.js'

const redis = new Redis(connection)
const queue = new Queue('media', { connection })
const app = Fastify()
await app.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 1 } })

app.get('/health', async () => ({ ok: true }))

app.post('/upload', async (req, reply) => {
  const part = await req.file()
  if (!part) return reply.code(400).send({ error: 'field "file" is missing' })
  const id = randomUUID()
  const key = `originals/${id}`
  await s3.putObject(BUCKET, key, part.file, undefined, { 'Content-Type': part.mimetype })
  if (part.file.truncated) {
    await s3.removeObject(BUCKET, key)
    return reply.code(413).send({ error: 'file too large' })
  }
  await redis.hset(`media:${id}`, { state: 'queued', name: part.filename })
  await queue.add('process', { id }, { jobId: id, attempts: 3, backoff: { type: 'exponential', delay: 1000 } })
  return reply.code(202).send({ id })
})

app.get('/status/:id', async (req, reply) => {
  const media = await redis.hgetall(`media:${req.params.id}`)
  return media.state ? media : reply.code(404).send({ error: 'not found' })
})

if (!(await s3.bucketExists(BUCKET))) await s3.makeBucket(BUCKET)
await app.listen({ port: PORT, host: '127.0.0.1' })
