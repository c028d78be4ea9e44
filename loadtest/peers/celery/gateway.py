"""Takes uploads: the photo into the store, its state into Redis, a task for the worker."""

from uuid import uuid4

from fastapi import FastAPI, HTTPException, UploadFile

from config import BUCKET, MAX_UPLOAD_BYTES, redis, s3
from tasks import process_media

app = FastAPI()
if not s3.bucket_exists(BUCKET):
    s3.make_bucket(BUCKET)


@app.get("/health")
def health():
    return {"ok": True}


@app.post("/upload", status_code=202)
def upload(file: UploadFile):
    if file.size > MAX_UPLOAD_BYTES:
        raise HTTPException(413, "file too large")
    media_id = str(uuid4())
    s3.put_object(
        BUCKET, f"originals/{media_id}", file.file, file.size, content_type=file.content_type
    )
    redis.hset(f"media:{media_id}", mapping={"state": "queued", "name": file.filename})
    process_media.delay(media_id)
    return {"id": media_id}


@app.get("/status/{media_id}")
def status(media_id: str):
    media = redis.hgetall(f"media:{media_id}")
    if not media:
        raise HTTPException(404, "not found")
    return media
