package lang

import (
	"strings"
	"testing"
	"testing/fstest"
)

// catalogue is a small set of texts for the tests.
func catalogue(t testing.TB) *Texts {
	t.Helper()
	texts, err := load(fstest.MapFS{
		"texts/a.ru.yaml": {Data: []byte(`
seats:
  one: "{{.Count}} место в {{.Room}}"
  few: "{{.Count}} места в {{.Room}}"
  many: "{{.Count}} мест в {{.Room}}"
  other: "{{.Count}} места в {{.Room}}"
greet.hello: "<b>Привет, {{.Name}}!</b>"
greet.maybe: "{{if .Name}}Привет, {{.Name}}{{else}}Привет{{end}}"
`)},
		"texts/a.en.yaml": {Data: []byte("seats: {one: '{{.Count}} seat in {{.Room}}', other: '{{.Count}} seats in {{.Room}}'}\n")},
		"texts/a.zh.yaml": {Data: []byte("seats: '{{.Room}}有{{.Count}}个座位'\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func TestTheCountChoosesThePluralForm(t *testing.T) {
	texts := catalogue(t)
	for _, c := range []struct {
		tag   Tag
		count any
		want  string
	}{
		{Russian, 1, "1 место в зале"},
		{Russian, 3, "3 места в зале"},
		{Russian, 11, "11 мест в зале"},
		{Russian, 21, "21 место в зале"},
		{Russian, int64(112), "112 мест в зале"},
		{English, 1, "1 seat in зале"},
		{English, 0, "0 seats in зале"},
		{Chinese, 5, "зале有5个座位"},
	} {
		if got := texts.In(c.tag).T("seats", "Room", "зале", "Count", c.count); got != c.want {
			t.Errorf("%s, %v: got %q, want %q", c.tag, c.count, got, c.want)
		}
	}
}

func TestWhatPeopleWroteIsEscapedUnlessItIsMarkup(t *testing.T) {
	say := catalogue(t).In(Russian)
	if got, want := say.T("greet.hello", "Name", `<i>"A"&B`), "<b>Привет, &lt;i&gt;&quot;A&quot;&amp;B!</b>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := say.T("greet.hello", "Name", HTML("<i>A</i>")), "<b>Привет, <i>A</i>!</b>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := say.T("greet.maybe", "Name", "<A>"), "Привет, &lt;A&gt;"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := say.Plain("greet.maybe", "Name", "<A>"), "Привет, <A>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := say.T("greet.maybe", "Name", ""), "Привет"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAHoleInTheCatalogueShowsInBrackets(t *testing.T) {
	texts := catalogue(t)
	for want, got := range map[string]string{
		"⟦no.such⟧":              texts.In(Russian).T("no.such"),
		"⟦greet.hello⟧":          texts.In(English).T("greet.hello", "Name", "A"),
		"<b>Привет, ⟦Name⟧!</b>": texts.In(Russian).T("greet.hello"),
		"⟦seats⟧":                Speaker{}.T("seats"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestABrokenFileOfTextsIsRefusedWithItsName(t *testing.T) {
	for name, content := range map[string]string{
		"texts/b.ru.yaml": "greeting: '{{.Name'\n",
		"texts/b.en.yaml": "a: [1\n",
		"texts/b.fr.yaml": "a: b\n",
		"texts/b.zh.yaml": "a: ''\n",
	} {
		_, err := load(fstest.MapFS{name: {Data: []byte(content)}})
		if err == nil || !strings.Contains(err.Error(), strings.TrimPrefix(name, "texts/")) {
			t.Errorf("%s: got error %v", name, err)
		}
	}
	twice := fstest.MapFS{
		"texts/a.ru.yaml": {Data: []byte("a: b\n")},
		"texts/b.ru.yaml": {Data: []byte("a: c\n")},
	}
	if _, err := load(twice); err == nil || !strings.Contains(err.Error(), "given twice") {
		t.Errorf("a key given twice: got error %v", err)
	}
}

func TestTheLanguageOfTelegramIsUnderstood(t *testing.T) {
	for code, want := range map[string]Tag{
		"ru": Russian, "ru-RU": Russian, "": Russian, "be": Russian, "fr": Russian,
		"en": English, "en-GB": English, "EN_us": English,
		"zh-hans": Chinese, "zh": Chinese, "zh-Hant-TW": Chinese,
	} {
		if got := Of(code); got != want {
			t.Errorf("Of(%q) = %s, want %s", code, got, want)
		}
	}
}

func BenchmarkT(b *testing.B) {
	say := catalogue(b).In(Russian)
	b.ReportAllocs()
	for b.Loop() {
		say.T("seats", "Room", "Конференц-зал", "Count", 7)
	}
}
