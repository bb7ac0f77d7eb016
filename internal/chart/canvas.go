// Package chart draws what was measured: a canvas for words and rectangles, and
// bars that stand beside each other. It knows nothing of what the numbers mean.
package chart

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The colours of charts: Paper is the ground, Ink what is written, Rule what
// helps to read; Red and Blue are the two that are compared, Blue the own one.
var (
	Paper = color.RGBA{255, 255, 255, 255}
	Ink   = color.RGBA{40, 40, 40, 255}
	Rule  = color.RGBA{222, 222, 222, 255}
	Red   = color.RGBA{205, 92, 60, 255}
	Blue  = color.RGBA{38, 110, 170, 255}
)

// Canvas is a picture that rectangles and words are put on.
type Canvas struct {
	*image.RGBA
	plain, bold font.Face
}

// New returns an empty one of so many pixels.
func New(width, height int) (*Canvas, error) {
	plain, err := face(goregular.TTF, 19)
	if err != nil {
		return nil, err
	}
	bold, err := face(gobold.TTF, 28)
	if err != nil {
		return nil, err
	}
	c := &Canvas{image.NewRGBA(image.Rect(0, 0, width, height)), plain, bold}
	c.Fill(c.Bounds(), Paper)
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

// Fill paints a rectangle.
func (c *Canvas) Fill(r image.Rectangle, with color.Color) {
	draw.Draw(c, r, image.NewUniform(with), image.Point{}, draw.Src)
}

// Text writes words that begin at x; y is their base line.
func (c *Canvas) Text(words string, x, y int, in color.Color) { c.write(c.plain, words, x, y, in) }

// TextTo writes words that end at x.
func (c *Canvas) TextTo(words string, x, y int, in color.Color) {
	c.Text(words, x-font.MeasureString(c.plain, words).Ceil(), y, in)
}

// Title writes large ones.
func (c *Canvas) Title(words string, x, y int) { c.write(c.bold, words, x, y, Ink) }

// Save writes the picture as a PNG.
func (c *Canvas) Save(out io.Writer) error {
	if err := png.Encode(out, c.RGBA); err != nil {
		return fmt.Errorf("write chart: %w", err)
	}
	return nil
}

func (c *Canvas) write(f font.Face, words string, x, y int, in color.Color) {
	d := font.Drawer{Dst: c, Src: image.NewUniform(in), Face: f, Dot: fixed.P(x, y)}
	d.DrawString(words)
}
