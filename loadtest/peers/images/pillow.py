"""The contestant in Python: see Contestant.java for what it is asked."""

import io
import itertools
import sys
import time

from PIL import Image

QUALITY = 80


def jpeg(picture):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def shrunk(data, sides):
    """Each size from the one before it; a JPEG is decoded no larger than the first one needs."""
    with Image.open(io.BytesIO(data)) as picture:
        for side in sides:
            picture.thumbnail((side, side))
            yield picture


def render(times, sides, files):
    for data in itertools.islice(itertools.cycle(files), times):
        for picture in shrunk(data, sides):
            jpeg(picture)


def answer(verb, how, sides, *names):
    files = []
    for name in names:
        with open(name, "rb") as file:
            files.append(file.read())
    sizes = [int(side) for side in sides.split(",") if side]
    if verb == "save":
        for side, picture in zip(sizes, shrunk(files[0], sizes)):
            picture.save(f"{how}/{side}.png")
        return 0.0
    if verb == "encode":
        picture = Image.open(io.BytesIO(files[0])).convert("RGB")
        begin = time.process_time()
        for _ in range(int(how)):
            jpeg(picture)
    else:
        begin = time.process_time()
        render(int(how), sizes, files)
    return (time.process_time() - begin) * 1000


for line in sys.stdin:
    print(answer(*line.rstrip("\n").split("\t")), flush=True)
