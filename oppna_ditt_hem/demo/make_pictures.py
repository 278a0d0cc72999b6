"""Draws the demo's listing photos and the paper scans its grants, contracts and vouchers are attached with.

Run `python -m oppna_ditt_hem.demo.make_pictures` after a change; the results are committed, so that
loading the demo draws nothing. Pillow comes with Frappe.
"""

import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FILES = Path(__file__).parent / "data" / "files"
SIZE = (960, 640)
SKY, SNOW, FALU, WHITE, ROOF = "#cfe3ef", "#eef2f3", "#9b2f22", "#f7f5ef", "#3d4247"
WALL, FLOOR, WOOD, CLOTH, GLASS = "#ece4d4", "#b98d5f", "#8a5a33", "#5b7f95", "#bfdce9"

PAPERS = {
	"beslut.pdf": ("Beslut om statsbidrag", "Påhittad handling för demonstrationen."),
	"kvitto.pdf": ("Verifikation", "Påhittad handling för demonstrationen."),
	"avtal.pdf": ("Hyresavtal, undertecknat", "Påhittad handling för demonstrationen."),
	"protokoll.pdf": ("Protokoll vid inflyttning", "Påhittad handling för demonstrationen."),
}


def main() -> None:
	"""Write every picture and paper under `data/files`."""
	FILES.mkdir(parents=True, exist_ok=True)
	for name, draw in {"room": draw_room, "flat": draw_flat, "house": draw_house}.items():
		image = Image.new("RGB", SIZE, WHITE)
		draw(ImageDraw.Draw(image))
		# Few flat colours: an adaptive palette keeps each picture within a few kilobytes.
		image.quantize(32).save(FILES / f"{name}.png", optimize=True)
	for name, (title, line) in PAPERS.items():
		save_paper(FILES / name, title, line)


def draw_house(pen: ImageDraw.ImageDraw) -> None:
	pen.rectangle((0, 0, 960, 430), fill=SKY)
	pen.polygon(
		[(0, 380), (220, 300), (470, 370), (760, 290), (960, 360), (960, 440), (0, 440)], fill="#6f8b74"
	)
	pen.rectangle((0, 430, 960, 640), fill=SNOW)
	pen.rectangle((250, 280, 710, 500), fill=FALU)
	pen.polygon([(215, 290), (330, 160), (630, 160), (745, 290)], fill=ROOF)
	pen.rectangle((560, 110, 600, 200), fill="#7c4a3a")
	for left in (290, 390, 600):
		draw_window(pen, (left, 330, left + 70, 420))
	pen.rectangle((495, 350, 560, 500), fill=WHITE)
	pen.rectangle((503, 358, 552, 500), fill="#4c6b58")
	pen.rectangle((480, 500, 575, 514), fill="#9aa0a3")
	for left in (60, 130, 800, 870):
		draw_spruce(pen, left, 470)


def draw_window(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
	left, top, right, bottom = box
	pen.rectangle((left - 7, top - 7, right + 7, bottom + 7), fill=WHITE)
	pen.rectangle(box, fill=GLASS)
	pen.line(((left + right) // 2, top, (left + right) // 2, bottom), fill=WHITE, width=6)
	pen.line((left, (top + bottom) // 2, right, (top + bottom) // 2), fill=WHITE, width=6)


def draw_spruce(pen: ImageDraw.ImageDraw, left: int, foot: int) -> None:
	for width, height in ((70, 90), (54, 140), (38, 190)):
		middle = left + 35
		pen.polygon(
			[
				(middle - width // 2, foot - height + 90),
				(middle + width // 2, foot - height + 90),
				(middle, foot - height),
			],
			fill="#3f6149",
		)


def draw_room(pen: ImageDraw.ImageDraw) -> None:
	draw_walls(pen)
	draw_window(pen, (420, 110, 590, 290))
	pen.rectangle((90, 380, 420, 470), fill=WOOD)
	pen.rectangle((90, 350, 420, 430), fill=CLOTH)
	pen.rectangle((105, 335, 190, 375), fill=WHITE)
	pen.rectangle((640, 340, 860, 356), fill=WOOD)
	for left in (655, 830):
		pen.rectangle((left, 356, left + 14, 490), fill=WOOD)
	pen.polygon([(735, 270), (795, 270), (780, 230), (750, 230)], fill="#e3b75d")
	pen.rectangle((762, 270, 768, 340), fill=ROOF)


def draw_flat(pen: ImageDraw.ImageDraw) -> None:
	draw_walls(pen)
	draw_window(pen, (560, 100, 760, 270))
	pen.rectangle((90, 330, 430, 470), fill="#dcd6c8")
	for left in (100, 210, 320):
		pen.rectangle((left, 350, left + 100, 465), outline="#a59d8a", width=3)
	pen.rectangle((80, 316, 440, 332), fill=ROOF)
	pen.rectangle((100, 110, 420, 220), fill="#dcd6c8", outline="#a59d8a", width=3)
	pen.rectangle((560, 400, 800, 416), fill=WOOD)
	for left in (575, 770):
		pen.rectangle((left, 416, left + 14, 530), fill=WOOD)
	pen.rectangle((510, 380, 525, 530), fill=CLOTH)
	pen.rectangle((510, 450, 560, 464), fill=CLOTH)


def draw_walls(pen: ImageDraw.ImageDraw) -> None:
	pen.rectangle((0, 0, 960, 450), fill=WALL)
	pen.rectangle((0, 450, 960, 640), fill=FLOOR)
	pen.rectangle((0, 440, 960, 452), fill=WHITE)
	for top in range(490, 640, 48):
		pen.line((0, top, 960, top), fill="#a67c50", width=2)


def save_paper(path: Path, title: str, line: str) -> None:
	image = Image.new("L", (620, 877), 255)
	pen = ImageDraw.Draw(image)
	pen.text((60, 80), title, fill=0, font=ImageFont.load_default(28))
	pen.text((60, 130), line, fill=60, font=ImageFont.load_default(16))
	for top in range(200, 520, 28):
		pen.line((60, top, 560, top), fill=200)
	pen.line((60, 720, 300, 720), fill=0)
	# Fixed dates: the file must not change when nothing in it does.
	day = time.struct_time((2016, 11, 15, 0, 0, 0, 0, 0, 0))
	image.convert("1").save(path, creationDate=day, modDate=day)


if __name__ == "__main__":
	main()
