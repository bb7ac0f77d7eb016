package digest

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func TestAnActComesBackFromItsArgument(t *testing.T) {
	start := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	for _, a := range []Act{
		{Do: Turn, Page: 37}, {Do: Turn, Own: true}, {Do: Yes, Page: 2}, {Do: Move, Page: 1, Own: true}, {Do: Free},
		{Do: Book, Slot: space.Slot{Room: "exhibition12", Start: start, End: start.Add(12 * time.Hour)}},
		{Do: OnDay, Day: space.Date{Year: 2026, Month: 12, Day: 31}},
	} {
		got, ok := ParseAct(a.Arg())
		if !ok || got != a {
			t.Errorf("%q is %+v, %v, and was %+v", a.Arg(), got, ok, a)
		}
		if _, err := (chat.Press{Verb: chat.VerbDigest, Subject: space.NewID(), Version: start.Unix(), Arg: a.Arg()}).Data(); err != nil {
			t.Error(err)
		}
	}
}

func FuzzParseAct(f *testing.F) {
	for _, seed := range []string{"", "page=1", "yes=1|me", "book=hall|tp19g0|120", "day=2026-11-24", "book=||", "page=-1", "day="} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, arg string) {
		if a, ok := ParseAct(arg); ok && a.Arg() != arg {
			t.Errorf("%q is %+v, which writes %q", arg, a, a.Arg())
		}
	})
}
