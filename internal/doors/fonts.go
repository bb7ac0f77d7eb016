package doors

import (
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Fonts are what signs are written with: the first that has all the letters of
// a line writes it.
type Fonts struct{ all []typeface }

// typeface is one font.
type typeface struct{ *sfnt.Font }

// NewFonts returns the font that is built in, which has Latin and Cyrillic
// letters, and those of the files' contents: TrueType or OpenType fonts, or
// collections of them.
func NewFonts(contents ...[]byte) (*Fonts, error) {
	f := &Fonts{}
	for _, content := range append([][]byte{gobold.TTF}, contents...) {
		some, err := opentype.ParseCollection(content)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		for i := range some.NumFonts() {
			one, err := some.Font(i)
			if err != nil {
				return nil, fmt.Errorf("read font: %w", err)
			}
			f.all = append(f.all, typeface{one})
		}
	}
	return f, nil
}

// writes returns a font that has all the letters of a text, or nil.
func (f *Fonts) writes(text string) *typeface {
	for i := range f.all {
		if f.all[i].has(text) {
			return &f.all[i]
		}
	}
	return nil
}

// has says whether the font has every letter.
func (t *typeface) has(text string) bool {
	var buffer sfnt.Buffer
	for _, letter := range text {
		if glyph, err := t.GlyphIndex(&buffer, letter); err != nil || glyph == 0 {
			return false
		}
	}
	return true
}

// fitted returns the font at a size at which the text is at most so wide, in
// dots, and how wide it is.
func (t *typeface) fitted(text string, size float64, most int) (font.Face, int, error) {
	for {
		face, err := opentype.NewFace(t.Font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
		if err != nil {
			return nil, 0, fmt.Errorf("size font: %w", err)
		}
		wide := font.MeasureString(face, text).Ceil()
		if wide <= most || size <= 24 {
			return face, wide, nil
		}
		_ = face.Close() // it holds nothing but memory
		size = max(24, size*float64(most)/float64(wide)-1)
	}
}

func dots(n int) fixed.Int26_6 { return fixed.I(n) }
