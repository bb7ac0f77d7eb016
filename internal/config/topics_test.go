package config

import (
	"reflect"
	"strings"
	"testing"

	"samovar/internal/space"
)

// withTopics is the example with other lines in the place of its topics.
func withTopics(t *testing.T, lines string) []byte {
	t.Helper()
	before, rest, ok := strings.Cut(string(example(t)), "    topics:\n")
	_, after, ok2 := strings.Cut(rest, "\n\n")
	if !ok || !ok2 {
		t.Fatal("the example has no topics")
	}
	return []byte(before + lines + "\n" + after)
}

func TestTheTopicsOfTheExampleAreTheDefault(t *testing.T) {
	for what, content := range map[string][]byte{"with": example(t), "without": withTopics(t, "")} {
		cfg, err := Read(content, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := cfg.Points()[0].Topics; !reflect.DeepEqual(got, space.DefaultTopics()) {
			t.Errorf("%s topics: got %+v", what, got)
		}
	}
}

func TestAPointMayHaveNoTopics(t *testing.T) {
	cfg, err := Read(withTopics(t, "    topics: []\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := cfg.Points()[0].Topics; len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestTopicsThatCannotBeAreNamed(t *testing.T) {
	for lines, want := range map[string]string{
		"    topics: [{id: Art, name: {ru: Искусство}}]\n":                       "expected 1 to 12 of a-z and 0-9",
		"    topics: [{id: art, name: {ru: А}}, {id: art, name: {ru: Б}}]\n":     `"art" is already the id of`,
		"    topics: [{id: art}]\n":                                              "needs a text in ru, en or zh",
		"    topics: [{id: art, title: x}]\n":                                    "no such setting",
		"    topics: [" + strings.Repeat("{id: a, name: {ru: А}}, ", 41) + "]\n": "41: expected 40 at most",
		"    topics: art\n": "expected a list",
	} {
		if _, err := Read(withTopics(t, lines), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", lines, err)
		}
	}
}
