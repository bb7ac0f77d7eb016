package chart

import (
	"fmt"
	"image"
	"image/color"
	"io"
)

// Bars are values that lie below each other in groups. The longest fills the
// width, so all have one unit.
type Bars struct {
	Title  string
	Note   string // below; what it was measured on, say
	Groups []Group
	Aim    float64 // a line that marks what is aimed at; none where 0
	AimIs  string  // what is written at it
}

// Group are bars that belong together; the name stands above them, if there is
// one.
type Group struct {
	Name string
	Bars []Bar
}

// Bar is one value, with what is written before and behind it.
type Bar struct {
	Name  string
	Value float64
	Text  string
	Peer  bool // it is what ours is compared with
}

// The measures of the picture, in pixels.
const (
	width    = 1200
	left     = 420 // where bars begin
	right    = 1000
	top      = 120
	barPitch = 38
	barThick = 26
	heading  = 36
	gap      = 16
	foot     = 56
)

// Draw writes it as a PNG.
func (b Bars) Draw(out io.Writer) error {
	c, err := New(width, b.height())
	if err != nil {
		return err
	}
	c.Title(b.Title, 40, 52)
	most := b.most()
	b.mark(c, most)
	y := top
	for _, g := range b.Groups {
		y = g.draw(c, y, most, b.Aim != 0)
	}
	c.Text(b.Note, 40, b.height()-24, Ink)
	return c.Save(out)
}

func (b Bars) height() int {
	h := top + foot
	for _, g := range b.Groups {
		h += g.height()
	}
	return h
}

func (g Group) height() int {
	h := len(g.Bars)*barPitch + gap
	if g.Name != "" {
		h += heading
	}
	return h
}

// most is the value that fills the width; the aim has its place too.
func (b Bars) most() float64 {
	most := b.Aim
	for _, g := range b.Groups {
		for _, one := range g.Bars {
			most = max(most, one.Value)
		}
	}
	if most <= 0 {
		return 1 // nothing was measured: no bar has a length
	}
	return most
}

// mark draws the line of the aim, behind the bars.
func (b Bars) mark(c *Canvas, most float64) {
	if b.Aim == 0 {
		return
	}
	x := left + length(b.Aim, most)
	c.Fill(image.Rect(x, top-14, x+2, b.height()-foot-gap+6), Ink)
	c.TextTo(b.AimIs, x, top-20, Ink)
}

// draw puts the group at a height, and returns where the next one begins. What is
// written stands at the end of each bar, or beyond the line of the aim.
func (g Group) draw(c *Canvas, y int, most float64, aims bool) int {
	if g.Name != "" {
		c.Text(g.Name, 40, y+heading-14, Ink)
		y += heading
	}
	for _, one := range g.Bars {
		end := left + max(length(one.Value, most), 1)
		c.Fill(image.Rect(left, y, end, y+barThick), one.color())
		c.TextTo(one.Name, left-14, y+20, Ink)
		if aims {
			end = right
		}
		c.Text(one.Text, end+10, y+20, Ink)
		y += barPitch
	}
	return y + gap
}

func (b Bar) color() color.Color {
	if b.Peer {
		return Red
	}
	return Blue
}

func length(value, most float64) int { return int(value / most * (right - left)) }

// Compared is a bar with its value written as the format says.
func Compared(name, format string, value float64, peer bool) Bar {
	return Bar{name, value, fmt.Sprintf(format, value), peer}
}
