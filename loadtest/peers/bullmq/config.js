import { Client } from 'minio'

const env = process.env
export const PORT = Number(env.PORT ?? 8081)
export const CONCURRENCY = Number(env.CONCURRENCY ?? 2)
export const MAX_UPLOAD_BYTES = Number(env.MAX_UPLOAD_BYTES ?? 2 ** 31)
export const BUCKET = env.BUCKET ?? 'bullmq'
export const connection = { host: env.REDIS_HOST ?? '127.0.0.1', port: Number(env.REDIS_PORT ?? 6379) }

const endpoint = new URL(env.S3_ENDPOINT ?? 'http://127.0.0.1:9000')
export const s3 = new Client({
  endPoint: endpoint.hostname,
  port: Number(endpoint.port),
  useSSL: false,
  accessKey: env.S3_ACCESS_KEY ?? 'minioadmin',
  secretKey: env.S3_SECRET_KEY ?? 'minioadmin',
  region: 'us-east-1',
  partSize: 8 * 2 ** 20, // the default buffers some 500 MiB of a stream of unknown length
})
