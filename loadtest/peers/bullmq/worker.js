// Runs the jobs: a photo becomes web.jpg, thumb.jpg and exif.json.
import { buffer } from 'node:stream/consumers'
import { Worker } from 'bullmq'
import exifr from 'exifr'
import { Redis } from 'ioredis'
import sharp from 'sharp'
import { BUCKET, CONCURRENCY, connection, s3 } from './config.js'

const redis = new Redis(connection)

const put = (key, data, type) => s3.putObject(BUCKET, key, data, data.length, { 'Content-Type': type })

async function processMedia({ data: { id } }) {
  const original = await buffer(await s3.getObject(BUCKET, `originals/${id}`))
  const [web, exif] = await Promise.all([
    sharp(original)
      .autoOrient()
      .resize(1280, 1280, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 80 })
      .toBuffer(),
    exifr.parse(original).catch(() => null),
  ])
  // from the small one: cheaper than a second decode
  const thumb = await sharp(web).resize(128, 128, { fit: 'inside' }).jpeg({ quality: 80 }).toBuffer()
  await Promise.all([
    put(`derived/${id}/web.jpg`, web, 'image/jpeg'),
    put(`derived/${id}/thumb.jpg`, thumb, 'image/jpeg'),
    put(`derived/${id}/exif.json`, Buffer.from(JSON.stringify(exif ?? {})), 'application/json'),
  ])
  await redis.hset(`media:${id}`, { state: 'done' })
}

const worker = new Worker('media', processMedia, { connection, concurrency: CONCURRENCY })
worker.on('failed', async (job, err) => {
  if (job && job.attemptsMade >= job.opts.attempts) {
    await redis.hset(`media:${job.data.id}`, { state: 'failed', error: err.message })
  }
})
worker.on('error', (err) => console.error(err.message))
process.on('SIGTERM', async () => {
  await worker.close()
  process.exit(0)
})
