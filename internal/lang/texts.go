package lang

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

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
	for _, name := range names {
		if err := t.read(files, name); err != nil {
			return nil, fmt.Errorf("read texts %s: %w", path.Base(name), err)
		}
	}
	return t, nil
}

// read adds the messages of one file.
func (t *Texts) read(files fs.FS, name string) error {
	tag, err := tagOf(name)
	if err != nil {
		return err
	}
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	messages, err := i18n.ParseMessageBytes(content, func(data []byte, into any) error {
		return yaml.Unmarshal(data, into)
	})
	if err != nil {
		return err
	}
	for _, m := range messages {
		if err := t.add(tag, m); err != nil {
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
	return t.bundle.AddMessages(language.Make(string(tag)), complete(*m))
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
// so that a count can be passed to it too.
func complete(m i18n.Message) *i18n.Message {
	for _, form := range []*string{&m.Zero, &m.One, &m.Two, &m.Few, &m.Many} {
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
