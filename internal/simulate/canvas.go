package simulate

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// canvas is a picture that rectangles and words are put on.
type canvas struct {
	*image.RGBA
	plain, bold font.Face
}

func newCanvas(width, height int) (*canvas, error) {
	plain, err := face(goregular.TTF, 19)
	if err != nil {
		return nil, err
	}
	bold, err := face(gobold.TTF, 28)
	if err != nil {
		return nil, err
	}
	c := &canvas{image.NewRGBA(image.Rect(0, 0, width, height)), plain, bold}
	c.fill(c.Bounds(), paper)
	return c, nil
}

func face(ttf []byte, size float64) (font.Face, error) {
	parsed, err := opentype.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	f, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return nil, fmt.Errorf("make font face: %w", err)
	}
	return f, nil
}

func (c *canvas) fill(r image.Rectangle, with color.Color) {
	draw.Draw(c, r, image.NewUniform(with), image.Point{}, draw.Src)
}

// text writes words that begin at x; y is their base line.
func (c *canvas) text(words string, x, y int, in color.Color) { c.write(c.plain, words, x, y, in) }

// textTo writes words that end at x.
func (c *canvas) textTo(words string, x, y int, in color.Color) {
	c.text(words, x-font.MeasureString(c.plain, words).Ceil(), y, in)
}

func (c *canvas) title(words string, x, y int) { c.write(c.bold, words, x, y, ink) }

func (c *canvas) write(f font.Face, words string, x, y int, in color.Color) {
	d := font.Drawer{Dst: c, Src: image.NewUniform(in), Face: f, Dot: fixed.P(x, y)}
	d.DrawString(words)
}
