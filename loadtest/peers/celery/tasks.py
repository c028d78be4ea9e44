"""One task: a photo becomes web.jpg, thumb.jpg and exif.json."""

import io
import json
import os

from celery import Celery
from PIL import ExifTags, Image, ImageOps

from config import BROKER_URL, BUCKET, RESULTS_URL, redis, s3

app = Celery("tasks", broker=BROKER_URL, backend=RESULTS_URL)

# The defaults: tasks are acknowledged when they start. With ACKS_LATE=1, when they end: a lost
# worker's tasks come back after the visibility timeout, whose default is an hour.
if os.environ.get("ACKS_LATE") == "1":
    app.conf.task_acks_late = True
    app.conf.task_reject_on_worker_lost = True
    app.conf.broker_transport_options = {
        "visibility_timeout": int(os.environ.get("VISIBILITY_TIMEOUT", "60"))
    }

# Pillow's default is 2. At 1 the JPEG decoder may halve a 12-megapixel photo: half the CPU time,
# a little less sharp.
REDUCING_GAP = float(os.environ.get("REDUCING_GAP", "2"))


def read(key):
    response = s3.get_object(BUCKET, key)
    try:
        return response.read()
    finally:
        response.close()
        response.release_conn()


def put(key, data, content_type):
    s3.put_object(BUCKET, key, io.BytesIO(data), len(data), content_type=content_type)


def to_jpeg(image):
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def exif_of(image):
    exif = image.getexif()
    tags = {ExifTags.TAGS.get(k, k): v for k, v in exif.items()}
    for block in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
        names = ExifTags.GPSTAGS if block == ExifTags.IFD.GPSInfo else ExifTags.TAGS
        tags |= {names.get(k, k): v for k, v in exif.get_ifd(block).items()}
    return json.dumps({str(k): v for k, v in tags.items()}, default=str).encode()


@app.task(ignore_result=True, autoretry_for=(OSError,), max_retries=2, retry_backoff=True)
def process_media(media_id):
    key = f"media:{media_id}"
    try:
        image = Image.open(io.BytesIO(read(f"originals/{media_id}")))
        exif = exif_of(image)
        image.thumbnail((1280, 1280), reducing_gap=REDUCING_GAP)
        image = ImageOps.exif_transpose(image)
        web = to_jpeg(image)
        image.thumbnail((128, 128))  # from the small one: cheaper than a second decode
        thumb = to_jpeg(image)
    except Image.UnidentifiedImageError as error:
        redis.hset(key, mapping={"state": "failed", "error": str(error)})
        return
    put(f"derived/{media_id}/web.jpg", web, "image/jpeg")
    put(f"derived/{media_id}/thumb.jpg", thumb, "image/jpeg")
    put(f"derived/{media_id}/exif.json", exif, "application/json")
    redis.hset(key, "state", "done")
