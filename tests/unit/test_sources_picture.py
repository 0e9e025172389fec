"""Picture files taken in: upright, bare, in sRGB; what is damaged or dangerous is refused with a sentence."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from briefing.sources.article import Unreadable
from briefing.sources.enclosure import read_enclosure
from briefing.sources.picture import ReadPicture, read_picture


def saved(image: Any, kind: str, **more: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def opened(read: ReadPicture) -> Any:
    image: Any = Image.open(BytesIO(read.data))
    image.load()
    return image


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def test_a_photograph_is_turned_upright_and_says_nothing_of_place_or_camera() -> None:
    exif: Any = Image.Exif()
    exif[274] = 6
    exif[271] = "Camera Works"
    exif[0x8825] = {1: "N", 2: (35.0, 41.0, 22.0)}
    photo: Any = Image.new("RGB", (40, 20), (0, 0, 255))
    photo.paste((255, 0, 0), (0, 0, 10, 20))
    read = read_picture(saved(photo, "JPEG", exif=exif, comment=b"by Ada", quality=95))
    assert (read.media, read.width, read.height) == ("image/jpeg", 20, 40)
    assert b"Camera" not in read.data
    assert b"Exif" not in read.data
    assert b"Ada" not in read.data
    image = opened(read)
    assert image.getpixel((10, 2))[0] > 200
    assert image.getpixel((10, 37))[2] > 200


def test_print_colours_and_palettes_become_screen_colours() -> None:
    ink: Any = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    red = opened(read_picture(saved(ink, "JPEG", quality=95)))
    assert red.mode == "RGB"
    assert red.getpixel((4, 4))[0] > 200 > red.getpixel((4, 4))[1] + 100
    painted: Any = Image.new("RGB", (8, 8), (0, 153, 0)).convert("P")
    assert opened(read_picture(saved(painted, "PNG"))).getpixel((4, 4)) == (0, 153, 0)


def test_sixteen_bits_keep_their_tones_and_alpha_is_kept() -> None:
    deep: Any = Image.new("I;16", (4, 4), 0x8000)
    grey = opened(read_picture(saved(deep, "PNG")))
    assert (grey.mode, grey.getpixel((1, 1))) == ("L", 128)
    clear: Any = Image.new("RGBA", (4, 4), (10, 20, 30, 40))
    assert opened(read_picture(saved(clear, "PNG"))).getpixel((1, 1)) == (10, 20, 30, 40)


def test_the_words_in_a_png_are_left_out() -> None:
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", "Ada Norling")
    assert b"Norling" not in read_picture(saved(Image.new("L", (3, 3)), "PNG", pnginfo=told)).data


def test_what_is_huge_is_made_smaller_and_one_pixel_is_a_picture() -> None:
    read = read_picture(saved(Image.new("L", (9000, 30)), "PNG"))
    assert (read.width, read.height) == (6000, 20)
    assert read_picture(saved(Image.new("L", (1, 1)), "PNG")).width == 1


def test_a_drawing_stays_a_drawing() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#f00"/></svg>'
    )
    read = read_picture(drawing)
    assert (read.media, read.width, read.height) == ("image/svg+xml", 3000, 1500)
    assert b"#ff0000" in read.data
    assert read_picture(drawing) == read


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/hostname" width="9" height="9"/>',
        '<image href="https://example.org/x.png" width="9" height="9"/>',
        "<style>@import url(https://example.org/x.css);</style>",
        '<rect fill="url(https://example.org/x.svg#a)"/>',
    ],
)
def test_a_drawing_reaches_nothing_outside_itself(inside: str) -> None:
    with pytest.raises(Unreadable, match="not allow"):
        read_picture(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode())


def test_entities_are_refused_before_they_can_grow() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
    with pytest.raises(Unreadable, match="not allow"):
        read_picture(bomb)


def test_a_small_file_of_many_pixels_is_refused() -> None:
    head = chunk(b"IHDR", (30000).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0]))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    with pytest.raises(Unreadable, match=r"large|damaged"):
        read_picture(bomb)


@pytest.mark.parametrize("keep", [3, 30, 200])
def test_a_file_cut_off_is_refused(keep: int) -> None:
    for kind in ("PNG", "JPEG"):
        with pytest.raises(Unreadable):
            read_picture(saved(Image.effect_noise((64, 64), 50), kind)[:keep])


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"plain words", b"<html></html>", b"RIFF0000WEBP"])
def test_other_files_are_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(Unreadable, match="PNG, JPEG or SVG"):
        read_picture(data)


def test_a_pdf_is_counted_and_a_damaged_or_locked_one_refused() -> None:
    import pikepdf

    def made(pages: int, **more: Any) -> bytes:
        out = BytesIO()
        with pikepdf.new() as pdf:
            for _ in range(pages):
                pdf.add_blank_page()
            pdf.save(out, **more)
        return out.getvalue()

    assert read_enclosure(made(3)).pages == 3
    with pytest.raises(Unreadable, match="password"):
        read_enclosure(made(1, encryption=pikepdf.Encryption(owner="o", user="u")))
    with pytest.raises(Unreadable, match=r"damaged|no pages"):
        read_enclosure(b"%PDF-1.7 nothing more")
    with pytest.raises(Unreadable, match="500 are the most"):
        read_enclosure(made(501))
