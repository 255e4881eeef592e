"""PNGs that pass between programs: read as Pillow wrote them, and only what they can carry."""

import io

import pytest
from PIL import Image

from motcua.adapters.recognition import passing


def saved(picture: Image.Image, **how: object) -> Image.Image:
    """As `Image.save` has it when it hands a picture on."""
    picture.encoderinfo = how
    return picture


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("size", [(1, 1), (317, 211)])
def test_a_picture_is_read_as_it_was_with_its_resolution(mode, size):
    picture = saved(Image.effect_noise(size, 60).convert(mode), dpi=(300.0, 200.0))
    file = io.BytesIO()

    assert passing.can_pack(picture)
    passing.pack(picture, file)
    read = Image.open(io.BytesIO(file.getvalue()))

    assert (read.mode, read.size, read.tobytes()) == (mode, size, picture.tobytes())
    assert read.info["dpi"] == pytest.approx((300, 200), abs=0.01)


def test_without_a_resolution_none_is_said():
    file = io.BytesIO()

    passing.pack(saved(Image.new("L", (4, 4))), file)

    assert "dpi" not in Image.open(file).info


@pytest.mark.parametrize(
    "picture",
    [
        saved(Image.new("P", (2, 2))),
        saved(Image.new("1", (2, 2))),
        saved(Image.new("RGBA", (2, 2))),
        saved(Image.new("L", (2, 2)), icc_profile=b"x"),
        saved(Image.new("RGB", (2, 2)), transparency=(0, 0, 0)),
    ],
)
def test_what_has_more_to_say_is_left_to_pillow(picture):
    assert not passing.can_pack(picture)


def test_a_profile_that_came_with_the_picture_is_left_to_pillow():
    picture = saved(Image.new("L", (2, 2)))
    picture.info["icc_profile"] = b"x"

    assert not passing.can_pack(picture)
