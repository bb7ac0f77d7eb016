package lang

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed texts/*.yaml
var embedded embed.FS

// Texts is the catalogue of everything that Samovar says. It does not change
// once loaded, so any number of goroutines may read it.
type Texts struct {
	bundle *i18n.Bundle
	keys   map[Tag]map[string]*i18n.Message
}

// Load reads the embedded files texts/<feature>.<tag>.yaml, each of flat or
// nested go-i18n messages. A key given twice or a broken template is an error.
func Load() (*Texts, error) { return load(embedded) }

func load(files fs.FS) (*Texts, error) {
	names, err := fs.Glob(files, "texts/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list texts: %w", err)
	}
	sort.Strings(names)
	t := &Texts{bundle: i18n.NewBundle(language.Russian), keys: map[Tag]map[string]*i18n.Message{}}
	for _, tag := range Tags() {
		t.keys[tag] = map[string]*i18n.Message{}
	}
	for i, one := range readAll(files, names) {
		if err := t.addAll(one); err != nil {
			return nil, fmt.Errorf("read texts %s: %w", path.Base(names[i]), err)
		}
	}
	return t, nil
}

// feature is what one file says.
type feature struct {
	tag      Tag
	messages []*i18n.Message
	err      error
}

// readAll reads the files, all at the same time: to parse them is most of what a
// start of the program takes.
func readAll(files fs.FS, names []string) []feature {
	all := make([]feature, len(names))
	var read sync.WaitGroup
	for i, name := range names {
		read.Go(func() { all[i] = readOne(files, name) })
	}
	read.Wait()
	return all
}

func readOne(files fs.FS, name string) feature {
	tag, err := tagOf(name)
	if err != nil {
		return feature{err: err}
	}
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return feature{err: err}
	}
	messages, err := i18n.ParseMessageBytes(content, func(data []byte, into any) error {
		return yaml.Unmarshal(data, into)
	})
	return feature{tag, messages, err}
}

func (t *Texts) addAll(f feature) error {
	if f.err != nil {
		return f.err
	}
	for _, m := range f.messages {
		if err := t.add(f.tag, m); err != nil {
			return err
		}
	}
	return nil
}

// add keeps one message, its templates checked.
func (t *Texts) add(tag Tag, m *i18n.Message) error {
	if _, twice := t.keys[tag][m.ID]; twice {
		return fmt.Errorf("key %q is given twice", m.ID)
	}
	if m.Other == "" {
		return fmt.Errorf("key %q has no text", m.ID)
	}
	for form, text := range forms(m) {
		if _, err := (compiler{}).Parse(text, "", ""); err != nil {
			return fmt.Errorf("key %q, form %s: %w", m.ID, form, err)
		}
	}
	t.keys[tag][m.ID] = m
	return t.bundle.AddMessages(language.Make(string(tag)), complete(tag, *m))
}

// forms lists the plural forms that a message gives.
func forms(m *i18n.Message) map[string]string {
	all := map[string]string{
		"zero": m.Zero, "one": m.One, "two": m.Two,
		"few": m.Few, "many": m.Many, "other": m.Other,
	}
	for form, text := range all {
		if text == "" {
			delete(all, form)
		}
	}
	return all
}

// complete fills the forms a message does without, as a plain one does of all,
// so that a count can be passed to it too: those that its language has.
func complete(tag Tag, m i18n.Message) *i18n.Message {
	has := map[Tag][]*string{Russian: {&m.One, &m.Few, &m.Many}, English: {&m.One}}
	for _, form := range has[tag] {
		if *form == "" {
			*form = m.Other
		}
	}
	return &m
}

// tagOf reads the language out of a file's name, <feature>.<tag>.yaml.
func tagOf(name string) (Tag, error) {
	parts := strings.Split(path.Base(name), ".")
	if len(parts) == 3 {
		for _, tag := range Tags() {
			if parts[1] == string(tag) {
				return tag, nil
			}
		}
	}
	return "", fmt.Errorf("name is not <feature>.<ru|en|zh>.yaml")
}
