import os

from minio import Minio
from redis import Redis

BUCKET = os.environ.get("BUCKET", "celery")
MAX_UPLOAD_BYTES = int(os.environ.get("MAX_UPLOAD_BYTES", 2**31))

_server = f"redis://{os.environ.get('REDIS_HOST', '127.0.0.1')}:{os.environ.get('REDIS_PORT', '6379')}"
_first = int(os.environ.get("REDIS_DB", 0))
BROKER_URL = f"{_server}/{_first}"
RESULTS_URL = f"{_server}/{_first + 1}"

redis = Redis.from_url(f"{_server}/{_first + 2}", decode_responses=True)
s3 = Minio(
    os.environ.get("S3_ENDPOINT", "http://127.0.0.1:9000").removeprefix("http://"),
    access_key=os.environ.get("S3_ACCESS_KEY", "minioadmin"),
    secret_key=os.environ.get("S3_SECRET_KEY", "minioadmin"),
    secure=False,
    region="us-east-1",
)
