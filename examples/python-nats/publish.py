"""Starts a job by a message on NATS and prints its life until it ends.

    python publish.py s3://inbox/photo.jpg       an object in a bucket of ingest.buckets
    python publish.py ./photo.jpg                a small file, sent inside the message

NATS_URL (nats://127.0.0.1:4222) and VIFTE_PIPELINE (media) say where to.
"""

import asyncio
import base64
import json
import os
import pathlib
import sys
import uuid

import nats

PIPELINE = os.environ.get("VIFTE_PIPELINE", "media")


def data(what):
    if what.startswith("s3://"):
        return {"object": what}
    path = pathlib.Path(what)
    return {"inline": base64.b64encode(path.read_bytes()).decode(), "name": path.name}


async def main(what):
    # by its trace our job is known among all others
    trace = uuid.uuid4().hex
    event = {
        "specversion": "1.0",
        "type": "dev.vifte.upload",
        "source": "/examples/python-nats",
        "id": str(uuid.uuid4()),
        "traceparent": f"00-{trace}-{trace[:16]}-01",
        "data": data(what),
    }
    client = await nats.connect(os.environ.get("NATS_URL", "nats://127.0.0.1:4222"))
    life = await client.subscribe(f"vifte.event.{PIPELINE}.>")

    # the acknowledgement means that the event is stored and will be taken
    stored = await client.jetstream().publish(
        f"vifte.ingest.{PIPELINE}",
        json.dumps(event).encode(),
        headers={"Content-Type": "application/cloudevents+json"},
    )
    print(f"published as message {stored.seq} of {stored.stream}")

    while True:
        try:
            heard = json.loads((await life.next_msg(timeout=60)).data)
        except asyncio.TimeoutError:
            sys.exit("nothing heard for 60 s: `vifte dead list` shows what was refused, and why")
        if trace not in heard.get("traceparent", ""):
            continue
        print(heard["type"], heard["subject"], json.dumps(heard["data"].get("data", {})))
        if heard["type"] == "dev.vifte.job.ended":
            break
    await client.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    asyncio.run(main(sys.argv[1]))
