package chart_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"samovar/internal/chart"
)

func drawn(t *testing.T, b chart.Bars) image.Image {
	t.Helper()
	var out bytes.Buffer
	if err := b.Draw(&out); err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// longest is the length of the longest run of a colour in any line.
func longest(picture image.Image, of any) (most int) {
	for y := range picture.Bounds().Dy() {
		run := 0
		for x := range picture.Bounds().Dx() {
			if picture.At(x, y) == of {
				run++
				most = max(most, run)
			} else {
				run = 0
			}
		}
	}
	return most
}

func TestABarIsAsLongAsItsValue(t *testing.T) {
	picture := drawn(t, chart.Bars{Title: "Replies", Groups: []chart.Group{{Bars: []chart.Bar{
		chart.Compared("ours", "%.0f", 300, false), chart.Compared("theirs", "%.0f", 100, true)}}}})
	ours, theirs := longest(picture, chart.Blue), longest(picture, chart.Red)
	if ours < 3*theirs-3 || ours > 3*theirs+3 {
		t.Errorf("bars of %d and %d pixels stand for 300 and 100", ours, theirs)
	}
}

func TestAnAimHasItsPlaceAlsoWhereNothingReachesIt(t *testing.T) {
	bars := chart.Bars{Aim: 400, AimIs: "aim", Groups: []chart.Group{{Name: "rate", Bars: []chart.Bar{chart.Compared("ours", "%.0f", 100, false)}}}}
	aimed := longest(drawn(t, bars), chart.Blue)
	bars.Aim = 0
	if alone := longest(drawn(t, bars), chart.Blue); aimed*4 > alone+4 || aimed*4 < alone-4 {
		t.Errorf("100 of an aim of 400 is %d pixels long, of nothing else %d", aimed, alone)
	}
}

func TestNothingMeasuredIsDrawnToo(t *testing.T) {
	drawn(t, chart.Bars{Title: "Nothing", Groups: []chart.Group{{Bars: []chart.Bar{chart.Compared("ours", "%.0f", 0, false)}}}})
}
