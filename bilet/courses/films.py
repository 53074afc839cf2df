"""Films of the courses, made from their scripts: a silent MP4, its captions, its transcript.

A film is a row of scenes. A scene is one picture that moves slowly, a title that slides in, and
a caption that the player shows. Rendering is deterministic: the name of a film's file holds a key
of everything it is made of, so that an existing file is never made again and a changed script
gets a new name.
"""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import typst
from django.conf import settings
from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image, ImageDraw

from bilet.content.reader import LANGUAGES, content_files, read_part
from bilet.courses.course import Course, Film, Scene
from bilet.courses.lettering import LINE, SIGNAL, font_files, title_card
from bilet.courses.library import lessons_of

RENDERER = "1"  # raise it when a picture changes though the script does not
WIDTH, HEIGHT = 960, 540  # px, the size of a frame and of the drawings
FPS = 12
ZOOM = 1.07  # the picture is at most that much larger than the frame
FADE = 0.6  # s, from one picture to the next
TITLE_AFTER, TITLE_SLIDE = 0.5, 0.6  # s, when the title comes and how long it slides
TITLE_PLACE = (44, 40)  # px
TITLE_WAY = 60  # px
BAR = 5  # px, the progress line at the bottom

# Where the eye goes in a scene: zoom and centre at its start and at its end (parts of the slack).
_MOVES = (
    ((1.0, 0.5, 0.5), (ZOOM, 0.5, 0.6)),
    ((ZOOM, 0.1, 0.5), (ZOOM, 0.9, 0.5)),
    ((ZOOM, 0.5, 0.7), (1.0, 0.5, 0.5)),
    ((ZOOM, 0.9, 0.6), (ZOOM, 0.1, 0.6)),
)
_ISO_639_2 = {"ru": "rus", "en": "eng"}
_MADE = re.compile(r"^[a-z0-9_]+-[a-z0-9_]+\.[a-z]{2}\.[0-9a-f]{12}\.(mp4|jpg)$")


def length(film: Film) -> float:
    """Seconds of the whole film."""
    return sum(scene.seconds for scene in film.scenes)


def captions(film: Film) -> str:
    """The film's captions as a WebVTT document, one cue per scene."""
    ends = list(accumulate(scene.seconds for scene in film.scenes))
    starts = [0.0, *ends[:-1]]
    cues = [
        f"{scene.id}\n{_clock(start)} --> {_clock(end)}\n{escape(scene.caption, quote=False)}\n"
        for scene, start, end in zip(film.scenes, starts, ends, strict=True)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def transcript(film: Film) -> str:
    """The film in words: a paragraph per scene, for those who read instead of watching."""
    return "\n\n".join(scene.caption for scene in film.scenes)


def film_name(course: str, lesson: str, film: Film, language: str, art: Path | None = None) -> str:
    """The file name `render_all` gives a film; it needs the drawings, so it is for build time."""
    return f"{course}-{lesson}.{language}.{film_key(film, art)}.mp4"


def find_film(folder: Path, course: str, lesson: str, language: str) -> Path | None:
    """The rendered film of a lesson, or None when it was not rendered.

    Its poster lies beside it as `.jpg`.
    """
    made = sorted(folder.glob(f"{course}-{lesson}.{language}.*.mp4"))
    return next((file for file in made if _MADE.match(file.name)), None)


def film_key(film: Film, art: Path | None = None) -> str:
    """Twelve hex digits of everything the pictures of a film depend on.

    Raises:
        FileNotFoundError: a scene names a drawing that does not exist.
    """
    files = [_drawing(scene, art or _art()) for scene in film.scenes] + font_files()
    words = "\n".join([RENDERER, film.model_dump_json()])
    parts = [words.encode(), *(file.read_bytes() for file in files)]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:12]


def render_film(film: Film, out: Path, *, language: str, art: Path | None = None) -> None:
    """Make the film as H.264 in MP4, 960×540, ready for the web, and its poster beside it.

    Nothing happens when `out` exists: its name is expected to hold the film's key (`film_name`).

    Args:
        out: the `.mp4`; the poster gets the same name with `.jpg`.
        language: of the film's words, `ru` or `en`; written into the file.
        art: the folder of the drawings; `content/courses/art` by default.

    Raises:
        FileNotFoundError: a scene names a drawing that does not exist.
        RuntimeError: a drawing is broken or the encoder failed; the encoder's words are inside.
    """
    if out.exists():
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    drawings = [_drawing(scene, art or _art()) for scene in film.scenes]
    pictures = [_picture(file.read_text(encoding="utf-8")) for file in drawings]
    _poster(film, pictures).save(out.with_suffix(".jpg"), quality=82)
    unfinished = out.with_name(f"{out.stem}.part.mp4")
    _encode(_frames(film, pictures), unfinished, language)
    unfinished.replace(out)


def render_all(folder: Path, *, content: Path | None = None) -> list[Path]:
    """Render every film of every course, in every language, and remove outdated ones.

    Made films are left as they are, so a second run only reads scripts and drawings.

    Args:
        folder: where the films go.
        content: the content folder; the project's own by default.

    Returns:
        The films, in the order of the courses.
    """
    courses = (content or settings.CONTENT_DIR) / "courses"
    films: list[Path] = []
    for file in content_files(courses, "*/course.yaml"):
        for language in LANGUAGES:
            course = read_part(Course, file, language=language)
            films += _render_course(course, folder, language, courses / "art")
    _remove_outdated(folder, films)
    return films


def _render_course(course: Course, folder: Path, language: str, art: Path) -> list[Path]:
    films: list[Path] = []
    for lesson in lessons_of(course):
        if lesson.film is not None:
            out = folder / film_name(course.code, lesson.id, lesson.film, language, art)
            render_film(lesson.film, out, language=language, art=art)
            films.append(out)
    return films


def _remove_outdated(folder: Path, films: list[Path]) -> None:
    kept = {film.stem for film in films}
    for file in folder.glob("*"):
        if _MADE.match(file.name) and file.stem not in kept:
            file.unlink()


def _art() -> Path:
    return Path(settings.CONTENT_DIR) / "courses" / "art"


def _drawing(scene: Scene, art: Path) -> Path:
    file = art / f"{scene.art}.svg"
    if not file.exists():
        raise FileNotFoundError(f"scene {scene.id}: {file} is missing; draw it or name another")
    return file


@cache
def _picture(svg: str) -> Image.Image:
    """The drawing as RGB, `ZOOM` times the frame."""
    page = f"""
        #set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)
        #let drawing = bytes(sys.inputs.svg)
        #image(drawing, format: "svg", width: 100%, height: 100%, fit: "cover")"""
    png = typst.compile(page.encode(), format="png", ppi=72 * ZOOM, sys_inputs={"svg": svg})
    return Image.open(BytesIO(png)).convert("RGB")


def _poster(film: Film, pictures: list[Image.Image]) -> Image.Image:
    """The first scene with words on it, in its middle; the first scene when none has words."""
    number = next((n for n, scene in enumerate(film.scenes) if scene.title), 0)
    scene = film.scenes[number]
    return _view(scene, number, pictures[number], scene.seconds / 2)


def _frames(film: Film, pictures: list[Image.Image]) -> Iterator[Image.Image]:
    """Every frame of the film, `FPS` of them per second."""
    ends = list(accumulate(scene.seconds for scene in film.scenes))
    total, current = round(ends[-1] * FPS), 0
    for number in range(total):
        now = number / FPS
        while now >= ends[current]:
            current += 1
        since = now - (ends[current] - film.scenes[current].seconds)
        frame = _view(film.scenes[current], current, pictures[current], since)
        if current and since < FADE:
            last = film.scenes[current - 1]
            before = _view(last, current - 1, pictures[current - 1], last.seconds + since)
            frame = Image.blend(before, frame, _eased(since / FADE))
        _draw_progress(frame, (number + 1) / total)
        yield frame


def _view(scene: Scene, number: int, picture: Image.Image, since: float) -> Image.Image:
    """One scene alone, `since` seconds after its start, with its title."""
    box = _window(number, since / (scene.seconds + FADE), picture.size)
    frame = picture.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR, box=box)
    come = _eased((since - TITLE_AFTER) / TITLE_SLIDE)
    if scene.title and come > 0:
        card = title_card(scene.title)
        mask = card.getchannel("A").point([round(alpha * come) for alpha in range(256)])
        x, y = TITLE_PLACE
        frame.paste(card.convert("RGB"), (round(x - TITLE_WAY * (1 - come)), y), mask)
    return frame


def _window(number: int, part: float, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """The part of a picture of `size` px to show when `part` (0…1) of scene `number` is over."""
    start, end = _MOVES[number % len(_MOVES)]
    zoom, x, y = (a + (b - a) * min(part, 1.0) for a, b in zip(start, end, strict=True))
    width, height = size[0] / zoom, size[1] / zoom
    left, top = (size[0] - width) * x, (size[1] - height) * y
    return left, top, left + width, top + height


def _eased(part: float) -> float:
    """0…1 with a soft start and a soft end."""
    part = min(max(part, 0.0), 1.0)
    return part * part * (3 - 2 * part)


def _draw_progress(frame: Image.Image, part: float) -> None:
    draw = ImageDraw.Draw(frame)
    draw.rectangle((0, HEIGHT - BAR, WIDTH, HEIGHT), fill=LINE)
    draw.rectangle((0, HEIGHT - BAR, round(WIDTH * part), HEIGHT), fill=SIGNAL)


def _encode(frames: Iterator[Image.Image], out: Path, language: str) -> None:
    command = [get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "rawvideo"]
    command += ["-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS), "-i", "-"]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-tune", "animation", "-crf", "27"]
    command += ["-threads", "2", "-pix_fmt", "yuv420p", "-g", str(FPS * 5), "-an"]
    command += ["-metadata:s:v:0", f"language={_ISO_639_2.get(language, 'und')}"]
    command += ["-fflags", "+bitexact", "-flags:v", "+bitexact"]
    command += ["-movflags", "+faststart", str(out)]
    with subprocess.Popen(  # noqa: S603  # our own encoder with our own arguments
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as encoder:
        try:
            for frame in frames:
                encoder.stdin.write(frame.tobytes())  # type: ignore[union-attr]
        except BrokenPipeError:
            pass  # the encoder says below why it stopped
        _, complaint = encoder.communicate()
    if encoder.returncode:
        raise RuntimeError(f"{out}: the encoder failed: {complaint.decode(errors='replace')}")


def _clock(seconds: float) -> str:
    """Seconds as WebVTT writes them: `00:01:02.500`."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
