// Package doors draws the signs at the rooms' doors: a code that opens the bot
// where people say that their event has begun, and what it is for. Whose doors
// they are and where they are written is left to its caller.
package doors

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"github.com/skip2/go-qrcode"
	"golang.org/x/image/font"
)

// The sign is A5 at 300 dots an inch, standing.
const (
	width  = 1748
	height = 2480
	margin = 120
	code   = 1300 // the side of the code
)

// Sign is what one door shows.
type Sign struct {
	Link  string   // what the code opens
	Names []string // of the room, one a line, the first the largest
	Hint  []string // what the code is for, one a line
}

// Draw returns the sign as a PNG, and the lines that no font could write: they
// are left out.
func (f *Fonts) Draw(s Sign) (picture []byte, omitted []string, err error) {
	sheet := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(sheet, sheet.Bounds(), image.White, image.Point{}, draw.Src)
	qr, err := qrcode.New(s.Link, qrcode.High)
	if err != nil {
		return nil, nil, fmt.Errorf("draw code: %w", err)
	}
	at := image.Rect((width-code)/2, margin, (width+code)/2, margin+code)
	draw.Draw(sheet, at, qr.Image(code), image.Point{}, draw.Src)
	w := writer{Fonts: f, sheet: sheet, y: at.Max.Y + 60}
	for i, name := range s.Names {
		size := 100.0
		if i == 0 {
			size = 150
		}
		w.line(name, size, color.Black)
	}
	w.y += 60
	for _, hint := range s.Hint {
		w.line(hint, 56, color.Gray{Y: 90})
	}
	if w.err != nil {
		return nil, nil, w.err
	}
	var out bytes.Buffer
	err = png.Encode(&out, sheet)
	return out.Bytes(), w.omitted, err
}

// writer writes lines, each in the middle below the one before.
type writer struct {
	*Fonts
	sheet   *image.RGBA
	y       int
	omitted []string
	err     error
}

// line writes a line, smaller where it is too wide; what no font can write is
// noted.
func (w *writer) line(text string, size float64, ink color.Color) {
	if text == "" || w.err != nil {
		return
	}
	of := w.writes(text)
	if of == nil {
		w.omitted = append(w.omitted, text)
		return
	}
	face, wide, err := of.fitted(text, size, width-2*margin)
	if err != nil {
		w.err = err
		return
	}
	defer func() { _ = face.Close() }() // it holds nothing but memory
	w.y += face.Metrics().Ascent.Ceil()
	d := font.Drawer{Dst: w.sheet, Src: image.NewUniform(ink), Face: face}
	d.Dot.X, d.Dot.Y = dots((width-wide)/2), dots(w.y)
	d.DrawString(text)
	w.y += face.Metrics().Descent.Ceil() + int(size/4)
}
