package doors

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
)

func drawn(t *testing.T, s Sign) (image.Image, []string) {
	t.Helper()
	fonts, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	picture, omitted, err := fonts.Draw(s)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	return sheet, omitted
}

// ink counts the dark dots in the rows from one to another.
func ink(sheet image.Image, from, to int) (dark int) {
	for y := from; y < to; y++ {
		for x := range width {
			if r, _, _, _ := sheet.At(x, y).RGBA(); r < 0x8000 {
				dark++
			}
		}
	}
	return dark
}

func TestASignIsASheetWithACodeAndTheNamesUnderIt(t *testing.T) {
	sheet, omitted := drawn(t, Sign{Link: "https://t.me/samovar_bot?start=door-hall", Names: []string{"Конференц-зал", "Conference hall"}, Hint: []string{"Начали? Отметьтесь"}})
	if b := sheet.Bounds(); b.Dx() != width || b.Dy() != height {
		t.Errorf("it is %v", b)
	}
	if len(omitted) != 0 {
		t.Errorf("left out: %q", omitted)
	}
	if ink(sheet, margin, margin+code) < code*code/5 {
		t.Error("there is no code")
	}
	if ink(sheet, margin+code, height) < 5000 {
		t.Error("there are no names")
	}
}

func TestEveryLetterOfRussianCanBeWritten(t *testing.T) {
	fonts, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	for _, letter := range "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя№«»—" {
		if fonts.writes(string(letter)) == nil {
			t.Errorf("%c cannot be written", letter)
		}
	}
}

func TestALineThatNoFontCanWriteIsLeftOutAndNamed(t *testing.T) {
	_, omitted := drawn(t, Sign{Link: "x", Names: []string{"Зал", "会议厅"}})
	if !slices.Equal(omitted, []string{"会议厅"}) {
		t.Errorf("left out: %q", omitted)
	}
}

func TestALongNameIsMadeToFit(t *testing.T) {
	sheet, _ := drawn(t, Sign{Link: "x", Names: []string{strings.Repeat("Большой зал ", 8)}})
	for y := range height {
		for _, x := range []int{margin / 2, width - margin/2} {
			if r, _, _, _ := sheet.At(x, y).RGBA(); r < 0x8000 {
				t.Fatalf("there is ink in the margin, at %d, %d", x, y)
			}
		}
	}
}

func TestWhatIsNoFontIsRefused(t *testing.T) {
	if _, err := NewFonts([]byte("no font")); err == nil {
		t.Error("it was read")
	}
}
