package emulator

import (
	"reflect"
	"testing"
	"unicode/utf8"
)

func TestHTMLBecomesTextAndEntities(t *testing.T) {
	for in, want := range map[string]struct {
		text     string
		entities []Entity
	}{
		"plain":                             {"plain", nil},
		"<b>a</b><STRONG>b</STRONG>":        {"ab", []Entity{{Type: "bold", Length: 1}, {Type: "bold", Offset: 1, Length: 1}}},
		"😀<i>x</i>":                         {"😀x", []Entity{{Type: "italic", Offset: 2, Length: 1}}},
		"<b>a<u>b</u></b>":                  {"ab", []Entity{{Type: "bold", Length: 2}, {Type: "underline", Offset: 1, Length: 1}}},
		"&lt;&gt;&amp;&quot;&#33;&#x1F600;": {`<>&"!😀`, nil},
		"&nbsp;&copy;&":                     {"&nbsp;&copy;&", nil},
		"a & b &#0; &#;":                    {"a & b &#0; &#;", nil},
		`<a href="https://example.org/?a=1&amp;b=2">l</a>`:    {"l", []Entity{{Type: "text_link", Length: 1, URL: "https://example.org/?a=1&b=2"}}},
		`<a href="nowhere">l</a>`:                             {"l", nil},
		"<a>example.org</a>":                                  {"example.org", []Entity{{Type: "text_link", Length: 11, URL: "example.org"}}},
		`<span class="tg-spoiler">s</span>`:                   {"s", []Entity{{Type: "spoiler", Length: 1}}},
		"<tg-spoiler>s</tg-spoiler>":                          {"s", []Entity{{Type: "spoiler", Length: 1}}},
		"<blockquote expandable>q</blockquote>":               {"q", []Entity{{Type: "expandable_blockquote", Length: 1}}},
		"<blockquote>q</blockquote>":                          {"q", []Entity{{Type: "blockquote", Length: 1}}},
		`<pre><code class="language-go">x</code></pre>`:       {"x", []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		"<code>c</code><pre>p</pre>":                          {"cp", []Entity{{Type: "code", Length: 1}, {Type: "pre", Offset: 1, Length: 1}}},
		`<tg-emoji emoji-id="5">👍</tg-emoji>`:                 {"👍", []Entity{{Type: "custom_emoji", Length: 2, CustomEmojiID: "5"}}},
		`<tg-time unix="1790000000" format="wDT">x</tg-time>`: {"x", []Entity{{Type: "date_time", Length: 1, UnixTime: 1790000000, DateTimeFormat: "wDT"}}},
		"<b></b>x":              {"x", nil},
		"<s>a</s ><del>b</del>": {"ab", []Entity{{Type: "strikethrough", Length: 1}, {Type: "strikethrough", Offset: 1, Length: 1}}},
	} {
		text, entities, err := parseHTML(in)
		if err != nil || text != want.text || !reflect.DeepEqual(entities, want.entities) {
			t.Errorf("%s: %q %+v %v", in, text, entities, err)
		}
	}
}

func TestWhiteSpaceAroundATextIsCutAndEntitiesMove(t *testing.T) {
	text, entities := trimmed(" \n ab ", []Entity{{Type: "bold", Offset: 2, Length: 2}, {Type: "italic", Offset: 5, Length: 1}})
	if text != "ab" || !reflect.DeepEqual(entities, []Entity{{Type: "bold", Offset: 0, Length: 1}}) {
		t.Errorf("%q %+v", text, entities)
	}
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"<b>x</b>", "<a href='x'>", "&#xD800;", "</", "<blockquote expandable>", "<pre><code class=\"language-\">x</code></pre>", "<b ", "&", "\x00<", "<tg-time unix=1>x</tg-time>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		text, entities, err := parseHTML(in)
		if err != nil {
			return
		}
		if utf8.ValidString(in) && !utf8.ValidString(text) {
			t.Errorf("invalid text of %q: %q", in, text)
		}
		text, entities = trimmed(text, entities)
		for _, e := range entities {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > units(text) || e.Type == "" {
				t.Errorf("entity of %q: %+v in %q", in, e, text)
			}
		}
	})
}
