package chat

import (
	"strings"
	"testing"
)

func TestAPressComesBackFromItsData(t *testing.T) {
	want := Press{Verb: "approve", Subject: "k7f3m2", Version: 41, Arg: "2026-12-25 18:00"}
	data, err := want.Data()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := ParsePress(data); err != nil || got != want {
		t.Errorf("ParsePress(%q) = %+v, %v", data, got, err)
	}
}

func TestAPressThatDoesNotFitIsNotEncoded(t *testing.T) {
	for _, p := range []Press{
		{}, {Verb: "UP"}, {Verb: "a:b"}, {Verb: "a", Subject: "кот"}, {Verb: "a", Version: -1},
		{Verb: "a", Arg: "two\nlines"}, {Verb: "a", Arg: strings.Repeat("x", 64)},
	} {
		if data, err := p.Data(); err == nil {
			t.Errorf("%+v was encoded as %q", p, data)
		}
	}
}

func TestAButtonCarriesItsPress(t *testing.T) {
	want := Press{Verb: "approve", Subject: "k7f3m2", Version: 41, Arg: "yes"}
	b := NewButton("Да", want).Styled(Success)
	if got, err := ParsePress(b.Data); err != nil || got != want || b.Text != "Да" || b.Style != Success {
		t.Errorf("%+v carries %+v, %v", b, got, err)
	}
}

func TestAButtonWhosePressIsNoneOfOursIsAMistakeOfTheProgram(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it was made")
		}
	}()
	NewButton("Да", Press{Verb: "UP"})
}

func FuzzParsePress(f *testing.F) {
	for _, s := range []string{"approve:k7f3:15:", "x:::", "a:b:-1:c", "a:b:0zz:c", "a:b:00:", "\xff:::"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		p, err := ParsePress(data)
		if err != nil {
			return
		}
		if again, err := p.Data(); err != nil || again != data {
			t.Errorf("%q decodes to %+v, which encodes to %q, %v", data, p, again, err)
		}
	})
}
